/** A permission of the API as a catalogue key: keys cannot hold points. */
const keyOf = (permission: string): string => `permission.${permission.replaceAll('.', '_')}`;

interface Words {
  (key: string): string;
  has(key: string): boolean;
}

/** What a permission allows, in words; one that the catalogue does not know yet is shown as the API names it. */
export function permissionWord(permission: string, t: unknown): string {
  const words = t as Words;
  const key = keyOf(permission);
  // "constructor" would be found on any object.
  return permission.includes('.') && words.has(key) ? words(key) : permission;
}
