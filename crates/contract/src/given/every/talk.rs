//! Wishes about what is written and said.

use super::*;
use crate::call::{CallEnd, Party};
use crate::message::Attachment;

pub(super) fn wish(name: &str, dice: &mut Dice) -> Option<Command> {
    let appeal = dice.appeal();
    Some(match name {
        "send_message" => {
            let (message, text) = (dice.message(), dice.words());
            SendMessage { appeal, message, text, attachments: dice.files() }.into()
        }
        "send_mail" => letter(dice, appeal).into(),
        "write_note" => WriteNote { appeal, message: dice.message(), text: dice.words() }.into(),
        "retry_message" => RetryMessage { appeal, message: dice.message() }.into(),
        "receive_message" => {
            let (message, text, attachments) = (dice.message(), dice.words(), dice.files());
            let mail = dice.mostly(None, &[Some(envelope())]);
            ReceiveMessage { appeal, message, text, attachments, mail }.into()
        }
        "report_delivery" => {
            let ways =
                [Delivery::Delivered, Delivery::Failed, Delivery::Failed, Delivery::Read, Delivery::Sent];
            ReportDelivery { appeal, message: dice.message(), delivery: dice.pick(&ways) }.into()
        }
        "mark_read" => {
            let seen = dice.pick(&[Some(message(1)), None, Some(message(2)), Some(message(3))]);
            MarkRead { appeal, seen }.into()
        }
        "store_attachment" => StoreAttachment { attachment: file(dice) }.into(),
        "invite_to_conference" => {
            let text =
                dice.mostly("Приглашаю на видеовстречу:".to_owned(), &[String::new(), "Ж".repeat(5_000)]);
            InviteToConference { appeal, message: dice.message(), text }.into()
        }
        "place_call" => {
            let number = dice.pick(&["+79161234567", "+79990000001", "+74951112233", "+79990000009"]);
            let lines = [Some(line_of(Channel::Call)), Some(line()), Some(unheard_of_line())];
            PlaceCall { appeal, number: number.parse().unwrap(), entry_point: dice.mostly(None, &lines) }
                .into()
        }
        "answer_call" => AnswerCall { appeal }.into(),
        "hold_call" => HoldCall { appeal }.into(),
        "resume_call" => ResumeCall { appeal }.into(),
        "mute_call" => MuteCall { appeal, is_muted: dice.pick(&[true, false]) }.into(),
        "press_keys" => {
            let keys = dice.mostly("1*#".to_owned(), &["0".to_owned(), String::new(), "1а".to_owned()]);
            PressKeys { appeal, keys }.into()
        }
        "hang_up" => HangUp { appeal }.into(),
        "report_call" => ReportCall { appeal, report: report(dice) }.into(),
        _ => return None,
    })
}

fn letter(dice: &mut Dice, appeal: AppealId) -> SendMail {
    let to = match dice.roll() % 8 {
        6 => Vec::new(),
        7 => vec!["kotova@example.org".to_owned(); 51],
        _ => vec![dice.mail()],
    };
    SendMail {
        appeal,
        message: dice.message(),
        from: dice.mostly(company_box(), &[annas_box(), boriss_box(), mailbox(9)]),
        to,
        cc: vec!["office@example.org".to_owned()],
        subject: dice.mostly("Ваш заказ".to_owned(), &["Ж".repeat(201), "Заказ\nBcc: x".to_owned()]),
        text: dice.words(),
        html: dice.mostly(Some("<p>Добрый день</p>".to_owned()), &[None]),
        attachments: dice.files(),
    }
}

fn envelope() -> ReceivedMail {
    ReceivedMail {
        to: vec!["info@lavka.example".to_owned()],
        cc: vec!["office@example.org".to_owned()],
        subject: "Где заказ?".to_owned(),
        html: Some("<p>Добрый день</p>".to_owned()),
    }
}

fn file(dice: &mut Dice) -> Attachment {
    let name = dice.mostly("Договор.pdf".to_owned(), &["../договор.pdf".to_owned(), " ".to_owned()]);
    let bytes = dice.mostly(100_000, &[17_000_000, 26_000_000, 60_000_000]);
    Attachment { id: dice.file(), name, media_type: "application/pdf".to_owned(), bytes }
}

fn report(dice: &mut Dice) -> CallReport {
    let party = match dice.roll() % 4 {
        0 => Party::Client,
        _ => Party::Operator { id: dice.operator() },
    };
    let ends = [CallEnd::ByClient, CallEnd::NoAnswer, CallEnd::Busy, CallEnd::Failed];
    match dice.roll() % 3 {
        0 => CallReport::Answered { party },
        1 => CallReport::Rings { party },
        _ => CallReport::Ended { why: dice.pick(&ends) },
    }
}
