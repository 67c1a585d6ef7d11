//! What the people of a run do: operators who work by what their desk shows, and clients who write.

use super::browser::Browser;
use super::clock::Clock;
use super::requests::Way;
use crate::site::{People, chance};
use desk_contract::Command;
use desk_contract::appeal::Receiver;
use desk_contract::command::{
    CloseAppeal, CommentAppeal, ReceiveMessage, ReopenAppeal, ReturnAppeal, SendMessage, TakeAppeal,
    TransferAppeal, WriteNote,
};
use desk_contract::id::{AppealId, AttachmentId, CommandId, MessageId, OperatorId, OutcomeId};
use desk_contract::listing::Place;
use desk_contract::message::Attachment;
use desk_courier::Verdict;
use desk_faults::Chance;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// So much may wait before an operator waits too.
const MOST_WAITING: usize = 12;
/// So many clients come.
const CLIENTS: usize = 40;

/// What operators know of one another and of the desk's lists.
#[derive(Clone)]
pub(super) struct Setting {
    pub(super) solved: OutcomeId,
    pub(super) operators: Vec<OperatorId>,
}

/// One thing that an operator does, by what he sees; nothing where there is nothing to do.
pub(super) fn does_something(browser: &mut Browser, setting: &Setting) {
    if browser.waiting() >= MOST_WAITING {
        return;
    }
    let ids = |place| browser.known.in_list(place).iter().map(|it| it.id).collect::<Vec<_>>();
    let (queue, mine, closed) = (ids(Place::Queue), ids(Place::InWork), ids(Place::Closed));
    let pick = |chance: &mut Chance, ids: &[AppealId]| chance.one_of(ids).copied();
    let lot = browser.chance.below(100);
    if lot < 30 || mine.is_empty() {
        if let Some(appeal) = pick(&mut browser.chance, &queue) {
            browser.opens_chat(appeal);
            browser.wishes(TakeAppeal { appeal });
            // He does not wait for the answer: the desk shows it as taken.
            writes(browser, appeal);
        }
        return;
    }
    if lot < 34 {
        if let Some(appeal) = pick(&mut browser.chance, &closed) {
            browser.wishes(ReopenAppeal { appeal });
        }
        return;
    }
    let Some(appeal) = pick(&mut browser.chance, &mine) else { return };
    let number = browser.given.len();
    match lot {
        34..64 => writes(browser, appeal),
        64..74 => {
            let message = MessageId::new(chrono::Utc::now(), chance());
            browser.wishes(WriteNote { appeal, message, text: format!("note {number} of {}", browser.me) });
        }
        74..84 => browser.wishes(CommentAppeal { appeal, comment: format!("comment {number}") }),
        84..89 => browser.wishes(ReturnAppeal { appeal, comment: "later".to_owned() }),
        89..94 => {
            let others: Vec<_> = setting.operators.iter().filter(|it| **it != browser.me).collect();
            if let Some(id) = browser.chance.one_of(&others) {
                let to = Receiver::Operator { id: **id };
                browser.wishes(TransferAppeal { appeal, to, comment: "yours".to_owned() });
            }
        }
        _ => browser.wishes(CloseAppeal { appeal, outcome: setting.solved, comment: String::new() }),
    }
}

fn writes(browser: &mut Browser, appeal: AppealId) {
    let (message, number) = (MessageId::new(chrono::Utc::now(), chance()), browser.given.len());
    let text = format!("words {number} of {}", browser.me);
    let mut attachments = Vec::new();
    if browser.chance.below(8) == 0 {
        let bytes = format!("file {number}").repeat(500).into_bytes();
        let id = AttachmentId::new(chrono::Utc::now(), chance());
        let file = Attachment {
            id,
            name: format!("{number}.txt"),
            media_type: "text/plain".to_owned(),
            bytes: u64::try_from(bytes.len()).unwrap(),
        };
        browser.chooses(file, bytes);
        attachments.push(id);
    }
    browser.wishes(SendMessage { appeal, message, text, attachments });
}

/// Clients come and write over the channel's connector until they are told to stop; answers what they wished.
pub(super) async fn clients_write(
    people: &People,
    (way, clock): (Way, Clock),
    mut chance_of: Chance,
    stops: &AtomicBool,
) -> Vec<(CommandId, Command)> {
    let (mut appeals, mut wished) = (Vec::<AppealId>::new(), Vec::new());
    while !stops.load(Ordering::Relaxed) {
        let is_new = appeals.len() < CLIENTS && (appeals.len() < 6 || chance_of.below(4) == 0);
        let appeal = match chance_of.one_of(&appeals) {
            Some(appeal) if !is_new => *appeal,
            _ => {
                let appeal = AppealId::new(chrono::Utc::now(), chance());
                wished.push(until_answered(&way, clock, people.client_comes(appeal).into()).await);
                appeals.push(appeal);
                appeal
            }
        };
        let message = MessageId::new(chrono::Utc::now(), chance());
        let text = format!("client's {}", wished.len());
        let receive = ReceiveMessage { appeal, message, text, attachments: Vec::new(), mail: None };
        wished.push(until_answered(&way, clock, receive.into()).await);
        tokio::time::sleep(chance_of.between(20, 200)).await;
    }
    wished
}

/// A connector asks by the same key until it is answered.
async fn until_answered(way: &Way, clock: Clock, command: Command) -> (CommandId, Command) {
    let key = CommandId::new(chrono::Utc::now(), chance());
    loop {
        match way.posts(key, &command).await {
            Verdict::Granted(_) | Verdict::Refused(_) => return (key, command),
            Verdict::Later { .. } => tokio::time::sleep(clock.lasts(300)).await,
            other => panic!("{other:?} to {command:?}"),
        }
    }
}

/// How long an operator thinks.
pub(super) fn thinks(chance: &mut Chance) -> Duration {
    chance.between(30, 250)
}
