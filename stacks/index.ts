/** Everything that is deployed, in the order in which the parts know of each other. */
export async function stacks() {
  return {};
}
