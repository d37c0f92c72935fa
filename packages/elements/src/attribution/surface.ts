/** A pixel of a picture. */
export type Pixel = { readonly row: number; readonly column: number };

/** How large the picture is in pixels, and what is to happen. */
export type SurfaceOptions = {
  readonly rows: number;
  readonly columns: number;
  /** The pointer, or the cursor of the arrow keys, is at another pixel; `isKey` for the latter. */
  readonly onMove?: (pixel: Pixel, how: { isKey: boolean; isPressed: boolean }) => void;
  /** The pointer or the space bar is pressed at a pixel. */
  readonly onPress?: (pixel: Pixel) => void;
  /** It is released. */
  readonly onRelease?: () => void;
};

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};
/** With Shift, the arrow keys go so many pixels. */
const LEAP = 4;

/**
 * A picture whose pixels can be pointed at, with the pointer or with the arrow keys. It has a `.cursor`, which is put over the
 * pixel.
 */
export function connectSurface(
  surface: HTMLElement,
  { rows, columns, onMove, onPress, onRelease }: SurfaceOptions,
): { moveTo(pixel: Pixel): void } {
  const cursor = surface.querySelector<HTMLElement>(".cursor")!;
  let at: Pixel = { row: Math.floor(rows / 2), column: Math.floor(columns / 2) };
  let isPressed = false;

  const moveTo = (pixel: Pixel): void => {
    at = pixel;
    cursor.style.left = `${(100 * pixel.column) / columns}%`;
    cursor.style.top = `${(100 * pixel.row) / rows}%`;
    cursor.style.width = `${100 / columns}%`;
    cursor.style.height = `${100 / rows}%`;
  };
  const pixelAt = ({ clientX, clientY }: PointerEvent): Pixel => {
    const box = surface.getBoundingClientRect();
    const place = (share: number, count: number): number => Math.min(count - 1, Math.max(0, Math.floor(share * count)));
    return {
      row: place((clientY - box.top) / box.height, rows),
      column: place((clientX - box.left) / box.width, columns),
    };
  };
  const release = (): void => {
    if (isPressed) onRelease?.();
    isPressed = false;
  };

  surface.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    moveTo(pixelAt(event));
    if (onPress !== undefined) surface.setPointerCapture(event.pointerId);
    isPressed = true;
    onPress?.(at);
    onMove?.(at, { isKey: false, isPressed });
  });
  surface.addEventListener("pointermove", (event) => {
    const pixel = pixelAt(event);
    if (pixel.row === at.row && pixel.column === at.column) return;
    moveTo(pixel);
    onMove?.(at, { isKey: false, isPressed });
  });
  surface.addEventListener("pointerup", release);
  surface.addEventListener("pointercancel", release);
  surface.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      const far = event.shiftKey ? LEAP : 1;
      const bounded = (value: number, count: number): number => Math.min(count - 1, Math.max(0, value));
      moveTo({ row: bounded(at.row + far * step[0], rows), column: bounded(at.column + far * step[1], columns) });
      onMove?.(at, { isKey: true, isPressed });
    } else if (event.key === " " && onPress !== undefined) {
      event.preventDefault();
      if (!event.repeat) {
        isPressed = true;
        onPress(at);
      }
    }
  });
  surface.addEventListener("keyup", ({ key }) => {
    if (key === " ") release();
  });
  surface.addEventListener("blur", release);
  moveTo(at);
  return { moveTo };
}
