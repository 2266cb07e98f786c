/** What the window cuts off at its sides: text that nobody can bring into view, or only by scrolling sideways. */
import type { Page } from 'playwright-core';

/** As a person could find it again. What ends in an ellipsis on purpose, fields, drawings and a procedure's source do not count. */
export function cutAtSides(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    for (const element of document.querySelectorAll<HTMLElement>('.frame *, [role=dialog] *')) {
      const { left, right, width, height } = element.getBoundingClientRect();
      const hidden = element.closest(
        '.visually-hidden, [aria-hidden="true"], .uplot, .source-lines, [data-react-aria-prevent-focus]',
      );
      if (width === 0 || height === 0 || hidden !== null || element.matches('input, textarea')) continue;
      const { overflowX, textOverflow, display } = getComputedStyle(element);
      const tells = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim() !== '');
      const inside = element.scrollWidth - element.clientWidth > 1 && display !== 'inline';
      const cut =
        inside && overflowX !== 'visible' && textOverflow !== 'ellipsis' && element.textContent?.trim() !== '';
      // Lists and tables that scroll cut their own parts, which is found at the list.
      const outside = tells && (right > innerWidth + 1 || left < -1);
      if (cut || outside)
        found.push(
          `${element.tagName.toLowerCase()}.${element.className} "${element.textContent?.trim().slice(0, 40)}"`,
        );
    }
    return found;
  });
}
