/** Several pages in one place, one of them shown; by the arrow keys as well. */
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

export interface TabPage<T extends string> {
  readonly id: T;
  readonly title: string;
  readonly content: ReactNode;
}

export interface TabPagesProps<T extends string> {
  /** What the pages are about, read out and not shown. */
  readonly label: string;
  readonly pages: readonly TabPage<T>[];
  readonly chosen: T;
  onChoose(id: T): void;
}

export function TabPages<T extends string>({ label, pages, chosen, onChoose }: TabPagesProps<T>) {
  return (
    <Tabs
      className="tabs"
      selectedKey={chosen}
      onSelectionChange={(key) => {
        const page = pages.find(({ id }) => id === key);
        if (page !== undefined) onChoose(page.id);
      }}
    >
      <TabList aria-label={label} className="tab-list">
        {pages.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {pages.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
