/** Sleep that can be cut short: by news, which is not lost when it comes just before the sleep, or for good. */
export class Sleeper {
  #news = false;
  #ended = false;
  #cutShort: ((byNews: boolean) => void) | undefined;

  /** Returns true when news ended it before its time. `wakeable: false` sleeps through news, which stay for the next time. */
  async sleep(milliseconds: number, { wakeable = true } = {}): Promise<boolean> {
    if (this.#ended) return false;
    if (wakeable && this.#news) {
      this.#news = false;
      return true;
    }
    const byNews = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(resolve, milliseconds, false);
      this.#cutShort = (news) => {
        if (news && !wakeable) return;
        clearTimeout(timer);
        resolve(news);
      };
    });
    this.#cutShort = undefined;
    if (byNews) this.#news = false;
    return byNews;
  }

  wake(): void {
    this.#news = true;
    this.#cutShort?.(true);
  }

  /** Ends the sleep under way and all to come. */
  end(): void {
    this.#ended = true;
    this.#cutShort?.(false);
  }
}
