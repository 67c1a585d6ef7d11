//! The row that a closed appeal has in the history (R8, R10, R11).
//!
//! Owns: what of an appeal, its client, its line and its chat stands in the row. Never: measures a span
//! (the appeal does), or reads a chat from anywhere.

use crate::appeal::Appeal;
use crate::channel::Channel;
use crate::contact::Contact;
use crate::directory::EntryPoint;
use crate::history::row::{HistoryRow, ShownClient, ShownEntryPoint};
use crate::message::{Author, Message, MessageKind};
use chrono::TimeDelta;

/// The row of an appeal; `None` while it is open. `contact` and `entry_point` are what it names, where they
/// are known; `sms_text` is what [`sms_text()`] makes of its whole chat.
#[must_use]
pub fn history_row(
    appeal: &Appeal,
    contact: Option<&Contact>,
    entry_point: Option<&EntryPoint>,
    sms_text: Option<String>,
) -> Option<HistoryRow> {
    let closing = appeal.closing()?;
    Some(HistoryRow {
        appeal: appeal.id,
        channel: appeal.channel,
        direction: appeal.direction,
        creation: appeal.creation,
        number: appeal.number,
        ratings: appeal.ratings,
        client: client(appeal, contact),
        entry_point: ShownEntryPoint::known_as(appeal.entry_point, entry_point),
        created_at: appeal.created_at,
        closed_at: closing.at,
        reaction_ms: appeal.reaction().map(millis),
        handling_ms: appeal.handling(closing.at).map(millis),
        queue_wait_ms: Some(millis(appeal.queue_wait(closing.at))),
        first_reply_ms: appeal.first_reply().map(millis),
        operator: closing.by,
        group: appeal.group,
        topic: appeal.topic,
        outcome: Some(closing.outcome),
        sms_text,
        comment: appeal.comment.clone(),
    })
}

/// What the desk wrote by SMS in an appeal, one message a line; `None` where it wrote nothing so.
#[must_use]
pub fn sms_text<'a>(appeal: &Appeal, messages: impl IntoIterator<Item = &'a Message>) -> Option<String> {
    let is_sms = |message: &&Message| match message.kind {
        MessageKind::Sms { .. } => true,
        MessageKind::Note => false,
        _ => appeal.channel == Channel::Sms && message.author != Author::Client,
    };
    let sent = messages.into_iter().filter(is_sms).map(|message| message.text.as_str());
    let text = sent.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
    Some(text).filter(|text| !text.is_empty())
}

/// A name of the address book, which opens the card; else what is known of where he comes from (R10).
fn client(appeal: &Appeal, contact: Option<&Contact>) -> ShownClient {
    if let Some(contact) = contact {
        return ShownClient::Contact { id: contact.id, name: contact.card.name.clone() };
    }
    let shown = appeal.address.shown().filter(|shown| !shown.trim().is_empty());
    shown.map_or(ShownClient::Guest, |shown| ShownClient::Address { shown })
}

/// Spans are never negative; the bound is far beyond any appeal's.
fn millis(span: TimeDelta) -> u64 {
    u64::try_from(span.num_milliseconds()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::appeal::{Link, Outcome};
    use crate::call::CallEnd;
    use crate::command::{
        BindContact, CallReport, CloseAppeal, Command, CommentAppeal, LinkAppeal, RateAppeal, RegisterAppeal,
        SetTopic, WriteNote,
    };
    use crate::given::*;
    use crate::history::{Creation, Direction, Rating};
    use crate::id::OutcomeId;
    use crate::world::{Slice, World};

    /// The row as whoever keeps the world makes it.
    fn row_of(world: &World) -> Option<HistoryRow> {
        let appeal = world.the_appeal();
        let contact = appeal.contact.and_then(|id| world.cards().contact(id));
        let line = world.directory().entry_point(appeal.entry_point);
        history_row(appeal, contact, line, sms_text(appeal, &world.the_thread().messages))
    }

    fn close_with(outcome: OutcomeId) -> CloseAppeal {
        CloseAppeal { appeal: appeal(1), outcome, comment: String::new() }
    }

    #[test]
    fn an_open_appeal_is_not_in_the_history() {
        for open in [waiting(), in_work(), answered(), finished().and(400, anna(), reopen())] {
            assert_eq!(row_of(&open), None);
        }
    }

    #[test]
    fn a_closed_appeal_tells_all_that_is_known_of_it() {
        let world = answered()
            .and(80, anna(), SetTopic { appeal: appeal(1), topic: Some(topic(2)) })
            .and(81, anna(), CommentAppeal { appeal: appeal(1), comment: "Ждёт".to_owned() })
            .and(82, CONNECTOR, RateAppeal { appeal: appeal(1), place: 2, rating: Rating::Good })
            .and(300, galina(), close());
        let line = world.directory().entry_point(line()).unwrap().clone();
        let expected = HistoryRow {
            appeal: appeal(1),
            channel: Channel::Telegram,
            direction: Direction::Incoming,
            creation: Creation::Client,
            number: 1_024,
            ratings: [None, Some(Rating::Good), None],
            client: ShownClient::Address { shown: "@guest".to_owned() },
            entry_point: ShownEntryPoint::from(&line),
            created_at: at(0),
            closed_at: at(300),
            reaction_ms: Some(75_000),
            handling_ms: Some(270_000),
            queue_wait_ms: Some(30_000),
            first_reply_ms: Some(45_000),
            operator: Some(galina()),
            group: support(),
            topic: Some(topic(2)),
            outcome: Some(Outcome::Listed { id: solved() }),
            sms_text: None,
            comment: "Ждёт".to_owned(),
        };
        assert_eq!(row_of(&world), Some(expected));
    }

    #[test]
    fn a_row_tells_what_the_appeal_tells() {
        let outgoing = nobody()
            .and(0, anna(), start(appeal(1), Channel::Telegram, contact(1), account("kotova")))
            .and(10, anna(), close());
        let row = row_of(&outgoing).unwrap();
        assert_eq!((row.direction, row.creation), (Direction::Outgoing, Creation::Operator));
        assert_eq!(row.client, ShownClient::Contact { id: contact(1), name: "Мария Котова".to_owned() });
        assert_eq!((row.reaction_ms, row.first_reply_ms), (None, None), "nobody wrote");
        assert_eq!((row.queue_wait_ms, row.handling_ms), (Some(0), Some(10_000)));
    }

    #[test]
    fn a_call_that_nobody_took_has_no_operator_and_no_handling() {
        let gone = CallReport::Ended { why: CallEnd::ByClient };
        let row = row_of(&calling().and(40, CONNECTOR, report_call(gone))).unwrap();
        assert_eq!((row.operator, row.outcome), (None, Some(Outcome::Missed)));
        assert_eq!((row.handling_ms, row.reaction_ms, row.first_reply_ms), (None, None, None));
        assert_eq!((row.queue_wait_ms, row.closed_at), (Some(40_000), at(40)));
        assert_eq!(row.client, ShownClient::Address { shown: "+7 999 000-00-01".to_owned() });
    }

    #[test]
    fn a_client_of_whom_nothing_is_known_is_a_guest() {
        let Command::RegisterAppeal(arrival) = register(appeal(1), Channel::SiteChat, support()) else {
            unreachable!("a registration is one")
        };
        let unnamed =
            |name: Option<&str>| Address::Account { id: "7".to_owned(), name: name.map(str::to_owned) };
        let places = [Address::Visitor { id: "7".to_owned() }, unnamed(None), unnamed(Some(" "))];
        for address in places {
            let arrival = RegisterAppeal { address: address.clone(), ..arrival.clone() };
            let world = nobody().and(0, CONNECTOR, arrival).and(9, anna(), mark_spam());
            assert_eq!(row_of(&world).unwrap().client, ShownClient::Guest, "{address:?}");
        }
    }

    #[test]
    fn a_line_that_is_gone_is_told_by_a_dash() {
        let world = finished();
        let row = history_row(world.the_appeal(), None, None, None).unwrap();
        let dash = ShownEntryPoint { id: line(), number: "—".to_owned(), comment: None };
        assert_eq!(row.entry_point.in_chart(), "—");
        assert_eq!(row.entry_point, dash);
    }

    #[test]
    fn an_appeal_closed_again_tells_its_last_close() {
        let world = finished().and(400, boris(), reopen()).and(500, boris(), close_with(outcome(2)));
        let row = row_of(&world).unwrap();
        assert_eq!((row.operator, row.closed_at), (Some(boris()), at(500)));
        assert_eq!((row.outcome, row.handling_ms), (Some(Outcome::Listed { id: outcome(2) }), Some(470_000)));
    }

    #[test]
    fn spans_are_told_to_the_millisecond() {
        let mut appeal = finished().the_appeal().clone();
        appeal.first_taken_at = Some(at_ms(1_234));
        appeal.first_reply_at = Some(at_ms(2_345));
        let row = history_row(&appeal, None, None, None).unwrap();
        assert_eq!((row.queue_wait_ms, row.reaction_ms), (Some(1_234), Some(2_345)));
        assert_eq!((row.first_reply_ms, row.handling_ms), (Some(1_111), Some(298_766)));
    }

    #[test]
    fn what_the_desk_wrote_by_sms_stands_in_the_row() {
        let note = WriteNote { appeal: appeal(1), message: message(5), text: "Для своих".to_owned() };
        let world = waiting_by(Channel::Sms)
            .and(10, CONNECTOR, receive(message(1), "Где заказ?"))
            .and(30, anna(), take())
            .and(40, anna(), send(message(2), "Минуту"))
            .and(45, anna(), note)
            .and(50, anna(), send(message(3), "В пути"))
            .and(60, anna(), close());
        assert_eq!(row_of(&world).unwrap().sms_text.as_deref(), Some("Минуту\nВ пути"));
        assert_eq!(row_of(&finished()).unwrap().sms_text, None, "that was written by Telegram");
        let silent = waiting_by(Channel::Sms).and(9, anna(), mark_spam());
        assert_eq!(row_of(&silent).unwrap().sms_text, None);
    }

    #[test]
    fn what_an_automatic_action_wrote_by_sms_stands_in_the_row_of_its_call() {
        let world = hung_up().and(300, anna(), close_with(outcome(2)));
        let thanks_and_regrets = "Спасибо за звонок! Лавка\nЖаль, что не договорились. Обращение 1024";
        assert_eq!(row_of(&world).unwrap().sms_text.as_deref(), Some(thanks_and_regrets));
    }

    #[test]
    fn a_message_without_words_adds_no_line() {
        let world = waiting_by(Channel::Sms)
            .and(30, anna(), take())
            .and(40, anna(), send(message(2), "Минуту"))
            .and(60, anna(), close());
        let mut messages = world.the_thread().messages.clone();
        let wordless = Message { text: String::new(), ..messages.first().unwrap().clone() };
        messages.insert(0, wordless);
        assert_eq!(sms_text(world.the_appeal(), &messages).as_deref(), Some("Минуту"));
    }

    #[test]
    fn a_client_of_the_address_book_is_called_by_his_name() {
        let bound = answered()
            .and(80, anna(), BindContact { appeal: appeal(1), contact: contact(1) })
            .and(90, anna(), LinkAppeal { appeal: appeal(1), link: Link::Contact { id: contact(2) } })
            .and(300, anna(), close());
        let named = ShownClient::Contact { id: contact(2), name: "Пётр Серов".to_owned() };
        assert_eq!(row_of(&bound).unwrap().client, named);
    }
}
