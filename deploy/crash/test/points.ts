import type { Point } from './shelf.js';

/**
 * The places at which this process can be held. It speaks as `killPoint` of the testing library does, whose index would
 * load the whole product into a process that has to be up in less than a second.
 */
export class Points {
  /** What was being done when the process was last held. */
  held = '';
  private armed: { readonly point: Point; passes: number } | null = null;

  /** The process will be held when it comes to the point for the given time, and not again. */
  arm(point: Point, passes: number): void {
    this.armed = { point, passes };
  }

  async pass(point: Point, what = ''): Promise<void> {
    if (this.armed?.point !== point) return;
    this.armed.passes -= 1;
    if (this.armed.passes > 0) return;
    this.armed = null;
    this.held = what;
    const goneOn = new Promise<void>((resolve) => {
      process.once('message', () => resolve());
    });
    this.tell(point);
    await goneOn;
  }

  tell(name: string): void {
    process.send?.({ killPoint: name });
  }
}
