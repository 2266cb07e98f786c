/** Drawings for the ways, in one stroke width; each stands beside its word and is hidden from readers. */
import type { Screen } from '../state/place-store.ts';

const paths: Readonly<Record<Screen, string>> = {
  bench: 'M3 10h18M5 10v9M19 10v9M8 10V6h8v4M12 3v3',
  instruments: 'M4 4h16v10H4zM8 18h.01M12 18h.01M16 18h.01M7 11c2-5 4-5 5-1s3 3 5-2',
  run: 'M6 4l14 8-14 8z',
  history: 'M12 7v5l4 2M4 12a8 8 0 1 0 3-6M4 4v4h4',
  procedures: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3',
  tickets: 'M3 7h18v4a2 2 0 0 0 0 4v3H3v-3a2 2 0 0 0 0-4zM9 7v11',
  station: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6M12 2v3M12 19v3M2 12h3M19 12h3M5 5l2 2M17 17l2 2M19 5l-2 2M7 17l-2 2',
};

export function ScreenIcon({ screen }: { readonly screen: Screen }) {
  return (
    <svg
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[screen]} />
    </svg>
  );
}
