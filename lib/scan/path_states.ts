import { fingerprint } from "../text/mod.ts";

/** Paths, each with a number: 16 to 32 bytes a path, whatever its length. */
export interface PathStates {
  /** Paths that have a state. */
  readonly count: number;
  /** The state of `path`; 0 where it has none. */
  get(path: string): number;
  /** Gives `path` a state, an integer of 32 bits; 0 takes it away. */
  set(path: string, state: number): void;
  /** Gives each path the state that `change` makes of its own. */
  change(change: (state: number) => number): void;
}

/** Words of 32 bits a place: a fingerprint, which stands for the path, and the state. */
const WIDTH = 3;

/** No path has a state. Of a million paths, the chance that any two are taken for one is 1 in 37 million. */
export function createPathStates(): PathStates {
  let slots = new Uint32Array(WIDTH * 1024);
  let used = 0;
  let count = 0;

  /** Where the place of a path is, or the empty one that it would take. */
  function find(first: number, second: number): number {
    const places = slots.length / WIDTH;
    for (let place = first & (places - 1);; place = (place + 1) & (places - 1)) {
      const at = place * WIDTH;
      if (slots[at] === first && slots[at + 1] === second) return at;
      if (slots[at] === 0 && slots[at + 1] === 0) return at;
    }
  }

  function put(first: number, second: number, state: number): void {
    const at = find(first, second);
    if (slots[at] === 0 && slots[at + 1] === 0) used++;
    slots.set([first, second, state], at);
  }

  /** Makes room, and drops the places of paths that have no state any more. */
  function renew(): void {
    const old = slots;
    slots = new Uint32Array(WIDTH * Math.max(1024, 2 ** Math.ceil(Math.log2(count * 2 + 1))));
    used = 0;
    for (let at = 0; at < old.length; at += WIDTH) {
      if (old[at + 2] !== 0) put(old[at]!, old[at + 1]!, old[at + 2]!);
    }
  }

  return {
    get count() {
      return count;
    },
    get(path) {
      return slots[find(...toMark(path)) + 2]!;
    },
    set(path, state) {
      const [first, second] = toMark(path);
      const before = slots[find(first, second) + 2]!;
      if (before === 0 && state === 0) return;
      count += Number(state !== 0) - Number(before !== 0);
      put(first, second, state);
      if (used * 4 > slots.length / WIDTH * 3) renew();
    },
    change(change) {
      for (let at = 0; at < slots.length; at += WIDTH) {
        const before = slots[at + 2]!;
        if (before === 0) continue;
        slots[at + 2] = change(before);
        if (slots[at + 2] === 0) count--;
      }
    },
  };
}

/** Never all zero, which is a free place. */
function toMark(path: string): readonly [first: number, second: number] {
  const [first, second] = fingerprint(path);
  return [first, second || 1];
}
