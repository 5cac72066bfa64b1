import { InvalidParameterException, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { Log } from "../log";

export * as Sms from "./index";

const client = new SNSClient({});

/**
 * Hands a text message to the message service; answers its id, or null when the service will never take it for this
 * number. At least once: a lost answer may mean a second message.
 */
export async function send({ to, text }: { to: string; text: string }) {
  try {
    const { MessageId } = await client.send(
      new PublishCommand({
        PhoneNumber: to,
        Message: text,
        MessageAttributes: {
          "AWS.SNS.SMS.SMSType": { DataType: "String", StringValue: "Transactional" },
        },
      }),
    );
    return MessageId ?? "";
  } catch (error) {
    if (!(error instanceof InvalidParameterException)) throw error;
    Log.error("sms.refused", error);
    return null;
  }
}
