import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';

interface FilePickerOptions {
  readonly label: string;
  /** Types, with commas between. Default: any. */
  readonly accept?: string;
  /** Several at once. Default: one. */
  readonly multiple?: boolean;
  readonly onPick: (files: readonly File[]) => void;
}

/** The browser's own choice of files: something to draw, which is not seen, and what a button of ours calls to open it. */
export function useFilePicker({ label, accept, multiple, onPick }: FilePickerOptions): {
  readonly picker: JSX.Element;
  readonly pick: () => void;
} {
  const input = useRef<HTMLInputElement>(null);
  const picker = (
    <input
      ref={input}
      type="file"
      hidden
      aria-label={label}
      accept={accept}
      multiple={multiple}
      onChange={({ currentTarget }) => {
        onPick([...(currentTarget.files ?? [])]);
        // The same file again is a change, too.
        currentTarget.value = '';
      }}
    />
  );
  return { picker, pick: () => input.current?.click() };
}
