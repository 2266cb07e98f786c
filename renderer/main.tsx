/** Begins the page: takes the station's port from the shell and draws the window. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './styles/tokens.css';
import './styles/base.css';
import './styles/parts.css';
import './styles/fields.css';
import './styles/frame.css';
import './styles/screens.css';
import 'uplot/dist/uPlot.min.css';
import { App, Languages } from './app.tsx';
import { FailureNotice } from './parts/failure-notice.tsx';
import { LateScreens } from './screens/late-screens.ts';
import { shellOf } from './shell/shell.ts';
import { takePorts } from './shell/station-link.ts';
import { BenchPageProvider, benchPage } from './state/bench-page.tsx';

const shell = shellOf(window);
const page = benchPage(shell);
takePorts(window, page.link);
shell?.requestPort();
const screens = new LateScreens();

const root = document.getElementById('root');
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      {shell === undefined ? (
        <Languages language="en">
          <FailureNotice failure={{ code: 'shell/none', params: {} }} />
        </Languages>
      ) : (
        <BenchPageProvider page={page}>
          <App screens={screens} />
        </BenchPageProvider>
      )}
    </StrictMode>,
  );
screens.fetchWhenIdle(window);
