//! What may be wished, made up from rolls.

use super::cast::{Cast, one};
use super::wishes_of_cards::{beside, cards};
use crate::dice::{Dice, id};
use desk_contract::Timestamp;
use desk_contract::appeal::{Link, LinkKind, Receiver};
use desk_contract::call::{CallEnd, Party};
use desk_contract::channel::Channel;
use desk_contract::command::*;
use desk_contract::history::Rating;
use desk_contract::id::*;
use desk_contract::message::Delivery;
use desk_contract::operator::Presence;
use desk_contract::own::DraftKind;

/// How often each kind is wished.
const KINDS: &[Kind] = &[queue, queue, queue, talk, talk, talk, call, about, cards, cards, beside];

/// A wish about one appeal, or made with it at hand.
pub(super) type OfAppeal = fn(&Cast, &mut Dice, Timestamp, AppealId) -> Command;

/// A kind of wishes.
type Kind = fn(&Cast, &mut Dice, Timestamp) -> Command;

pub(super) fn any(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let kind = dice.pick(KINDS).unwrap_or(queue);
    kind(cast, dice, now)
}

pub(super) fn words(dice: &mut Dice) -> String {
    let rare = [String::new(), " \n".to_owned(), "Ж".repeat(700), "я\u{202e}<\"\\🚚".to_owned()];
    dice.mostly("Добрый день".to_owned(), &rare)
}

pub(super) fn comment(dice: &mut Dice) -> String {
    dice.mostly("Перезвонить".to_owned(), &[String::new(), "Ж".repeat(2_001)])
}

/// One of a few things to wish, by the dice.
macro_rules! wish {
    ($dice:ident: $($wish:expr,)+) => {{
        let among: &[$crate::walk::wishes::OfAppeal] = &[$($wish),+];
        $dice.pick(among)
    }};
}

pub(super) use wish;

/// The wish, or another taking.
pub(super) fn made(cast: &Cast, dice: &mut Dice, now: Timestamp, wish: Option<OfAppeal>) -> Command {
    let appeal = one(dice, &cast.appeals, AppealId::new);
    match wish {
        Some(wish) => wish(cast, dice, now, appeal),
        None => TakeAppeal { appeal }.into(),
    }
}

fn queue(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |cast, dice, _, appeal| registered(cast, dice, appeal).into(),
        |cast, dice, _, appeal| registered(cast, dice, appeal).into(),
        |_, _, _, appeal| TakeAppeal { appeal }.into(),
        |_, _, _, appeal| TakeAppeal { appeal }.into(),
        |cast, dice, _, appeal| OfferAppeal { appeal, to: one(dice, &cast.operators, OperatorId::new) }.into(),
        |_, _, _, appeal| DeclineOffer { appeal }.into(),
        |_, _, _, appeal| WithdrawOffer { appeal }.into(),
        |_, dice, _, appeal| ReturnAppeal { appeal, comment: comment(dice) }.into(),
        |cast, dice, _, appeal| {
            let to = Receiver::Operator { id: one(dice, &cast.operators, OperatorId::new) };
            let to = dice.mostly(to, &[Receiver::Group { id: cast.things.sales }, Receiver::Group { id: id(GroupId::new) }]);
            TransferAppeal { appeal, to, comment: comment(dice) }.into()
        },
        |_, _, _, appeal| AcceptTransfer { appeal }.into(),
        |_, dice, _, appeal| DeclineTransfer { appeal, comment: comment(dice) }.into(),
        |_, _, _, appeal| CancelTransfer { appeal }.into(),
        |cast, dice, _, _| {
            let presence = dice.mostly(Presence::Ready, &[Presence::OnBreak]);
            // The last of the operators is nobody; the administrator's state is not the kit's.
            let kits = cast.operators.get(1..).unwrap_or_default();
            SetPresence { operator: one(dice, kits, OperatorId::new), presence }.into()
        },
    };
    made(cast, dice, now, wish)
}

fn registered(cast: &Cast, dice: &mut Dice, appeal: AppealId) -> RegisterAppeal {
    let address = dice.pick(&cast.addresses).unwrap_or_else(crate::checks::wishes::account);
    let is_phone = matches!(address, desk_contract::address::Address::Phone { .. });
    let channel = if is_phone {
        dice.mostly(Channel::Call, &[Channel::Sms])
    } else {
        dice.mostly(Channel::Telegram, &[Channel::Vk, Channel::Email])
    };
    let support = cast.things.support;
    RegisterAppeal {
        appeal,
        channel,
        direction: Default::default(),
        creation: Default::default(),
        entry_point: cast.things.line(channel),
        group: dice.mostly(support, &[cast.things.sales, id(GroupId::new)]),
        contact: dice.mostly(None, &[Some(one(&mut dice.clone(), &cast.contacts, ContactId::new))]),
        address,
        campaign_task: dice.mostly(None, &cast.campaign_tasks.iter().copied().map(Some).collect::<Vec<_>>()),
    }
}

fn talk(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |cast, dice, _, appeal| {
            let (message, attachments) = (one(dice, &cast.messages, MessageId::new), files(cast, dice));
            SendMessage { appeal, message, text: words(dice), attachments }.into()
        },
        |cast, dice, _, appeal| {
            let (message, attachments) = (one(dice, &cast.messages, MessageId::new), files(cast, dice));
            ReceiveMessage { appeal, message, text: words(dice), attachments, mail: None }.into()
        },
        |cast, dice, _, appeal| {
            let ways = [Delivery::Delivered, Delivery::Failed, Delivery::Read];
            let (message, delivery) = (one(dice, &cast.messages, MessageId::new), dice.mostly(Delivery::Failed, &ways));
            ReportDelivery { appeal, message, delivery }.into()
        },
        |cast, dice, _, appeal| RetryMessage { appeal, message: one(dice, &cast.messages, MessageId::new) }.into(),
        |cast, dice, _, appeal| {
            WriteNote { appeal, message: one(dice, &cast.messages, MessageId::new), text: words(dice) }.into()
        },
        |cast, dice, _, appeal| {
            let seen = dice.mostly(None, &cast.messages.iter().copied().map(Some).collect::<Vec<_>>());
            MarkRead { appeal, seen }.into()
        },
        |_, dice, _, appeal| {
            let kind = dice.mostly(DraftKind::Message, &[DraftKind::Mail, DraftKind::Note]);
            SaveDraft { appeal, kind, text: words(dice) }.into()
        },
        |cast, dice, _, appeal| {
            InviteToConference { appeal, message: one(dice, &cast.messages, MessageId::new), text: words(dice) }.into()
        },
    };
    made(cast, dice, now, wish)
}

fn files(cast: &Cast, dice: &mut Dice) -> Vec<AttachmentId> {
    let file = one(dice, &cast.files, AttachmentId::new);
    dice.mostly(Vec::new(), &[vec![file], vec![file; 11]])
}

fn call(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |_, _, _, appeal| AnswerCall { appeal }.into(),
        |_, _, _, appeal| HoldCall { appeal }.into(),
        |_, _, _, appeal| ResumeCall { appeal }.into(),
        |_, dice, _, appeal| MuteCall { appeal, is_muted: dice.once_in(2) }.into(),
        |_, dice, _, appeal| PressKeys { appeal, keys: dice.mostly("1*#".to_owned(), &[String::new(), "1а".to_owned()]) }.into(),
        |_, _, _, appeal| HangUp { appeal }.into(),
        |cast, dice, _, appeal| {
            let party = Party::Operator { id: one(dice, &cast.operators, OperatorId::new) };
            let party = dice.mostly(party, &[Party::Client]);
            let ended = CallReport::Ended { why: CallEnd::ByClient };
            let report = dice.mostly(CallReport::Answered { party }, &[CallReport::Rings { party }, ended.clone(), ended]);
            ReportCall { appeal, report }.into()
        },
        |cast, dice, _, appeal| {
            let number = dice.pick(&cast.numbers);
            number.map_or(HangUp { appeal }.into(), |number| PlaceCall { appeal, number, entry_point: None }.into())
        },
        |cast, dice, _, appeal| {
            let (script, step) = (cast.things.script, one(dice, &cast.things.steps, StepId::new));
            WalkScript { appeal, script, step }.into()
        },
        |cast, dice, _, appeal| StepBack { appeal, from: one(dice, &cast.things.steps, StepId::new) }.into(),
    };
    made(cast, dice, now, wish)
}

fn about(cast: &Cast, dice: &mut Dice, now: Timestamp) -> Command {
    let wish = wish! { dice:
        |cast, dice, _, appeal| SetTopic { appeal, topic: dice.mostly(Some(cast.things.topics[0]), &[None, Some(cast.things.topics[2])]) }.into(),
        |_, dice, _, appeal| CommentAppeal { appeal, comment: comment(dice) }.into(),
        |cast, dice, _, appeal| {
            let outcome = dice.mostly(cast.things.solved(), &cast.things.outcomes);
            CloseAppeal { appeal, outcome, comment: comment(dice) }.into()
        },
        |_, _, _, appeal| MarkSpam { appeal }.into(),
        |_, _, _, appeal| UndoSpam { appeal }.into(),
        |_, _, _, appeal| ReopenAppeal { appeal }.into(),
        |cast, dice, _, appeal| {
            let deal = Link::Deal { id: one(dice, &cast.deals, DealId::new) };
            let contact = Link::Contact { id: one(dice, &cast.contacts, ContactId::new) };
            let company = Link::Organisation { id: one(dice, &cast.organisations, OrganisationId::new) };
            LinkAppeal { appeal, link: dice.mostly(deal, &[contact, company]) }.into()
        },
        |_, dice, _, appeal| {
            let kind = dice.mostly(LinkKind::Deal, &[LinkKind::Contact, LinkKind::Organisation]);
            UnlinkAppeal { appeal, kind }.into()
        },
        |_, dice, _, appeal| {
            let (place, rating) = (dice.mostly(1, &[2, 3, 0, 4]), dice.mostly(Rating::Good, &Rating::ALL));
            RateAppeal { appeal, place, rating }.into()
        },
        |_, dice, now, appeal| {
            let until = now + chrono::TimeDelta::hours(dice.mostly(5, &[-5]));
            PostponeCampaignTask { appeal, until }.into()
        },
        |_, dice, _, appeal| ReturnToCampaign { appeal, comment: comment(dice) }.into(),
    };
    made(cast, dice, now, wish)
}
