import { run } from "./commands/run";
import { messageOf, Refusal } from "./refusal";

/** What a command does with its arguments; it answers the exit code. */
type Command = (args: readonly string[]) => Promise<number>;

const commands: Record<string, Command> = { run };

const [name = "", ...args] = process.argv.slice(2);

try {
  const command = commands[name];
  if (!command) throw new Refusal(`Commands: ${Object.keys(commands).join(", ")}.`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
  process.exitCode = 1;
  if (!(error instanceof Refusal)) console.error(messageOf(error));
}
