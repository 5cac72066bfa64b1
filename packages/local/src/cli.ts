import { build } from "./commands/build";
import { code } from "./commands/code";
import { reset } from "./commands/reset";
import { run } from "./commands/run";
import { seed } from "./commands/seed";
import { dev, start } from "./commands/serve";
import { Refusal } from "./refusal";

/** A command of this program. It resolves to the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Record<string, Command> = { start, dev, run, seed, build, reset, code };

const [name = "", ...args] = process.argv.slice(2);

// Exits explicitly: a watcher or listener left open must not keep the terminal waiting.
process.exit(await main());

async function main(): Promise<number> {
  try {
    const command = commands[name];
    if (!command) throw new Refusal(`Unknown command. Commands: ${Object.keys(commands).join(", ")}.`);
    return await command(args);
  } catch (error) {
    console.error(error instanceof Refusal ? error.message : error);
    return 1;
  }
}
