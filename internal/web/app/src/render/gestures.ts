/** Which keys are held down with a press. */
export interface Held {
  readonly shift: boolean;
  readonly alt: boolean;
}

/** What mouse, touch and keyboard ask of the map. Coordinates are pixels of the canvas. */
export interface Gestures {
  drag(dx: number, dy: number): void;
  /** Whether a press here takes hold of something, which is then pulled and dropped instead of the map being dragged. */
  grab(x: number, y: number, keys: Held): boolean;
  pull(x: number, y: number): void;
  drop(x: number, y: number): void;
  /** A second finger came down, or the press was broken off: what was held is let go of where it is. */
  letGo(): void;
  zoom(factor: number, x?: number, y?: number): void;
  point(x: number, y: number): void;
  leave(): void;
  tap(x: number, y: number, keys: Held): void;
  fit(): void;
  escape(): void;
}

/** A press that moves less than this many pixels is a tap. */
const slop = 5;
const keyStep = 60;
const keyZoom = 1.3;

/** Listens on the canvas until the returned function is called. */
export function listen(canvas: HTMLCanvasElement, to: Gestures): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  let held = -1; // the pointer that holds something
  let keys: Held = { shift: false, alt: false }; // as they were when the press began
  const place = (event: PointerEvent | WheelEvent): { x: number; y: number } => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    if (down.size === 0) travelled = 0;
    const at = place(event);
    if (down.size === 0) {
      keys = { shift: event.shiftKey, alt: event.altKey };
      if (to.grab(at.x, at.y, keys)) held = event.pointerId;
    } else if (held >= 0) {
      held = -1;
      to.letGo();
    }
    down.set(event.pointerId, at);
  };

  const onMove = (event: PointerEvent): void => {
    const now = place(event);
    const before = down.get(event.pointerId);
    if (!before) {
      if (event.pointerType !== "touch") to.point(now.x, now.y);
      return;
    }
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled += Math.hypot(dx, dy);
    down.set(event.pointerId, now);
    if (travelled <= slop) return;
    if (held === event.pointerId) {
      to.pull(now.x, now.y);
      return;
    }
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) {
      to.drag(dx, dy);
      return;
    }
    // Two fingers: their middle drags, their distance zooms.
    to.drag(dx / 2, dy / 2);
    const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
    if (was > 0 && is > 0) to.zoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
  };

  const onUp = (event: PointerEvent): void => {
    const at = down.get(event.pointerId);
    if (!at) return;
    down.delete(event.pointerId);
    if (held === event.pointerId) {
      held = -1;
      if (event.type !== "pointerup") {
        to.letGo();
        return;
      }
      if (travelled > slop) {
        to.drop(at.x, at.y);
        return;
      }
      to.letGo();
    }
    if (event.type === "pointerup" && down.size === 0 && travelled <= slop) to.tap(at.x, at.y, keys);
  };

  const onWheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { x, y } = place(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    to.zoom(Math.exp(-event.deltaY * lines * 0.0015), x, y);
  };

  const strokes: Record<string, () => void> = {
    ArrowLeft: () => to.drag(keyStep, 0),
    ArrowRight: () => to.drag(-keyStep, 0),
    ArrowUp: () => to.drag(0, keyStep),
    ArrowDown: () => to.drag(0, -keyStep),
    "+": () => to.zoom(keyZoom),
    "=": () => to.zoom(keyZoom),
    "-": () => to.zoom(1 / keyZoom),
    "0": () => to.fit(),
    Escape: () => to.escape(),
  };
  const onKey = (event: KeyboardEvent): void => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : strokes[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  };

  const stop = new AbortController();
  const options = { signal: stop.signal };
  canvas.addEventListener("pointerdown", onDown, options);
  canvas.addEventListener("pointermove", onMove, options);
  canvas.addEventListener("pointerup", onUp, options);
  canvas.addEventListener("pointercancel", onUp, options);
  canvas.addEventListener("pointerleave", () => to.leave(), options);
  canvas.addEventListener("wheel", onWheel, { ...options, passive: false });
  canvas.addEventListener("keydown", onKey, options);
  return () => stop.abort();
}
