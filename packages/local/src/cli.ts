import { build } from "./commands/build";
import { reset } from "./commands/reset";
import { run } from "./commands/run";
import { seed } from "./commands/seed";
import { dev, start } from "./commands/serve";
import { Refusal } from "./refusal";

/** What a command does with its arguments; it answers the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Record<string, Command> = { start, dev, run, seed, build, reset };

const [name = "", ...args] = process.argv.slice(2);

try {
  const command = commands[name];
  if (!command) throw new Refusal(`Commands: ${Object.keys(commands).join(", ")}.`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
} finally {
  process.channel?.unref(); // whoever listened for the launcher's end keeps this process no longer
}
