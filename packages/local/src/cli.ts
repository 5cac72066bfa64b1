import { build } from "./commands/build";
import { code } from "./commands/code";
import { reset } from "./commands/reset";
import { run } from "./commands/run";
import { seed } from "./commands/seed";
import { dev, start } from "./commands/serve";
import { Refusal } from "./refusal";

/** What a command does with its arguments; it answers the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Record<string, Command> = { start, dev, run, seed, build, reset, code };

const [name = "", ...args] = process.argv.slice(2);

// Ended by hand: a watcher or a listener that somebody forgot must not keep the terminal.
process.exit(await answer());

async function answer(): Promise<number> {
  try {
    const command = commands[name];
    if (!command) throw new Refusal(`Commands: ${Object.keys(commands).join(", ")}.`);
    return await command(args);
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    return 1;
  }
}
