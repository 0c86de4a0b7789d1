/** Who owns which GLN, at one moment. A registered location wins over a company prefix, a long prefix over a short one. */
export class GlnOwners {
  private readonly prefixes = new Map<string, string>();
  private readonly lengths: readonly number[];

  /** Values are organisation ids. */
  constructor(
    private readonly locations: ReadonlyMap<string, string>,
    prefixes: ReadonlyMap<string, string>,
  ) {
    this.prefixes = new Map(prefixes);
    this.lengths = [...new Set([...prefixes.keys()].map((prefix) => prefix.length))].sort((a, b) => b - a);
  }

  /** Id of the owner, or undefined when the GLN is registered to nobody. */
  ownerOf(gln: string): string | undefined {
    const located = this.locations.get(gln);
    if (located !== undefined) return located;
    for (const length of this.lengths) {
      const owner = this.prefixes.get(gln.slice(0, length));
      if (owner !== undefined) return owner;
    }
    return undefined;
  }
}
