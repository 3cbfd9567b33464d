/** Which endpoint a group of clients prefers: it moves on when the preferred one fails, as DNS failover makes them. */
export class Route {
  #preferred = 0;

  constructor(private readonly urls: readonly string[]) {
    if (urls.length === 0) throw new RangeError("clients need at least one endpoint");
  }

  /** The endpoints in the order of trying. */
  order(): readonly string[] {
    return this.urls.map((_url, offset) => this.urls[(this.#preferred + offset) % this.urls.length] ?? "");
  }

  /** Moves on, unless the clients have left that endpoint already: late failures of it say nothing new. */
  failed(url: string): void {
    if (this.urls[this.#preferred] === url) this.#preferred = (this.#preferred + 1) % this.urls.length;
  }
}
