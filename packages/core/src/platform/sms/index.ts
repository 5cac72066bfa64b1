import { InvalidParameterException, PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { Log } from "../log";

export * as Sms from "./index";

const client = new SNSClient({});

/**
 * Sends an SMS with SNS. Returns its id, or null when SNS does not accept the number. At least once: when the response is
 * lost, a second SMS may be sent.
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
