//! Letters: their subjects and what they look like on the way to the desk and from it.
//!
//! Owns: envelopes and the HTML of a letter. Never: its words.

use crate::case::Case;
use crate::set_up::tools::COMPANY_BOX;
use desk_contract::address::Address;
use desk_contract::command::{ReceivedMail, SendMail, SendMessage};
use desk_contract::directory::Directory;
use desk_contract::message::{MessageKind, Thread};
use desk_contract::{Appeal, Channel, Command};

/// The envelope of what the client writes: an answer to the last letter, or the first one.
pub(crate) fn received(case: &Case, thread: &Thread, text: &str) -> ReceivedMail {
    let subject = last_subject(thread).map_or_else(|| case.subject(), answered);
    first(case, subject, text)
}

/// The envelope of a letter with that subject.
pub(crate) fn first(case: &Case, subject: String, text: &str) -> ReceivedMail {
    let html = case.writes_html().then(|| html(text));
    ReceivedMail { to: vec![COMPANY_BOX.to_owned()], cc: Vec::new(), subject, html }
}

/// What a colleague says, as the channel has it: a letter from the company's box where it is one of letters.
pub(crate) fn said(directory: &Directory, appeal: &Appeal, thread: &Thread, message: SendMessage) -> Command {
    let subject = last_subject(thread).map(answered).unwrap_or_default();
    letter(directory, (appeal.channel, &appeal.address), subject, message)
}

/// The same where the subject is known.
pub(crate) fn letter(
    directory: &Directory,
    (channel, address): (Channel, &Address),
    subject: String,
    message: SendMessage,
) -> Command {
    let from = directory.mailboxes.iter().find(|mailbox| mailbox.owner.is_none());
    let (Channel::Email, Address::Mail { address }, Some(from)) = (channel, address, from) else {
        return message.into();
    };
    let SendMessage { appeal, message, text, attachments } = message;
    let (from, to, cc, html) = (from.id, vec![address.clone()], Vec::new(), None);
    SendMail { appeal, message, from, to, cc, subject, text, html, attachments }.into()
}

pub(crate) fn answered(subject: impl AsRef<str>) -> String {
    let subject = subject.as_ref();
    if subject.starts_with("Re: ") { subject.to_owned() } else { format!("Re: {subject}") }
}

fn last_subject(thread: &Thread) -> Option<&str> {
    thread.messages.iter().rev().find_map(|message| match &message.kind {
        MessageKind::Mail { envelope } => Some(envelope.subject.as_str()),
        _ => None,
    })
}

/// The letter as a mail program of the client would make it: paragraphs, and the signature in grey.
fn html(text: &str) -> String {
    let safe = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let (body, signature) = safe.split_once("\n\n--\n").unwrap_or((&safe, ""));
    let mut html = String::from("<div style=\"font-family:Arial,sans-serif\">");
    for paragraph in body.split("\n\n") {
        html.push_str(&format!("<p>{}</p>", paragraph.replace('\n', "<br>")));
    }
    if !signature.is_empty() {
        html.push_str(&format!(
            "<p style=\"color:#777\">--<br><i>{}</i></p>",
            signature.replace('\n', "<br>")
        ));
    }
    html + "</div>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_in_html_says_the_same_and_no_more() {
        let made = html("Где <заказ>?\n\nЖду\n\n--\nМария");
        assert!(
            made.contains("<p>Где &lt;заказ&gt;?</p><p>Жду</p>") && made.contains("<i>Мария</i>"),
            "{made}"
        );
    }

    #[test]
    fn an_answer_to_an_answer_is_marked_once() {
        assert_eq!(answered(answered("Заказ 7")), "Re: Заказ 7");
    }
}
