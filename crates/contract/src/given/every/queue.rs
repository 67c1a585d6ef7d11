//! Wishes about the queue.

use super::*;
use crate::appeal::Receiver;
use crate::operator::Presence;

pub(super) fn wish(name: &str, dice: &mut Dice) -> Option<Command> {
    let appeal = dice.appeal();
    Some(match name {
        "register_appeal" => registered(dice, appeal).into(),
        "create_appeal" => created(dice, appeal).into(),
        "start_appeal" => started(dice, appeal).into(),
        "offer_appeal" => OfferAppeal { appeal, to: dice.operator() }.into(),
        "decline_offer" => DeclineOffer { appeal }.into(),
        "withdraw_offer" => WithdrawOffer { appeal }.into(),
        "take_appeal" => TakeAppeal { appeal }.into(),
        "return_appeal" => ReturnAppeal { appeal, comment: dice.comment() }.into(),
        "transfer_appeal" => TransferAppeal { appeal, to: receiver(dice), comment: dice.comment() }.into(),
        "accept_transfer" => AcceptTransfer { appeal }.into(),
        "decline_transfer" => DeclineTransfer { appeal, comment: dice.comment() }.into(),
        "cancel_transfer" => CancelTransfer { appeal }.into(),
        "set_presence" => {
            let presence =
                dice.pick(&[Presence::Ready, Presence::Ready, Presence::OnBreak, Presence::Offline]);
            SetPresence { operator: dice.operator(), presence }.into()
        }
        _ => return None,
    })
}

/// By which channel somebody comes, and from where: guests mostly, and Мария Котова.
fn a_way_in(dice: &mut Dice) -> (Channel, Address) {
    match dice.roll() % 12 {
        0..3 => (Channel::Telegram, guest()),
        3 => (Channel::Telegram, account("kotova")),
        4..6 => (Channel::Call, phone("+79990000001")),
        6 => (Channel::Call, phone("+79161234567")),
        7 => (Channel::Sms, phone("+79990000001")),
        8 => (Channel::Email, mail("guest@example.com")),
        9 => (Channel::SiteChat, Address::Visitor { id: "a1".to_owned() }),
        10 => (Channel::WhatsApp, phone("+79990000001")),
        _ => (Channel::Avito, account("buyer")),
    }
}

fn registered(dice: &mut Dice, appeal: AppealId) -> RegisterAppeal {
    let (channel, address) = a_way_in(dice);
    RegisterAppeal {
        appeal,
        channel,
        direction: dice.mostly(Direction::Incoming, &[Direction::Proactive]),
        creation: dice.mostly(Creation::Client, &[Creation::Widget, Creation::Dialer, Creation::CallBack]),
        entry_point: dice.mostly(line_of(channel), &[unheard_of_line()]),
        group: dice.group(),
        contact: dice.mostly(None, &[Some(contact(1)), Some(contact(2)), Some(contact(9))]),
        address,
        campaign_task: dice.mostly(None, &[Some(campaign_task(1)), Some(campaign_task(9))]),
    }
}

fn created(dice: &mut Dice, appeal: AppealId) -> CreateAppeal {
    let (channel, address) = a_way_in(dice);
    CreateAppeal {
        appeal,
        channel,
        entry_point: dice.mostly(line_of(channel), &[unheard_of_line(), line_of(Channel::Viber)]),
        group: dice.group(),
        contact: dice.mostly(None, &[Some(contact(1)), Some(contact(3)), Some(contact(9))]),
        address,
        topic: dice.mostly(Some(topic(2)), &[None, Some(topic(3)), Some(topic(9))]),
        comment: dice.comment(),
        message: dice.message(),
        text: dice.words(),
        attachments: dice.files(),
    }
}

/// The ways that lead to somebody of the address book, and some that do not.
fn started(dice: &mut Dice, appeal: AppealId) -> StartAppeal {
    let (maria, petr) = (contact(1), contact(2));
    let ways = [
        (Channel::Call, maria, phone("+79161234567")),
        (Channel::Telegram, maria, account("kotova")),
        (Channel::Sms, maria, phone("+79161234567")),
        (Channel::Email, maria, mail("kotova@example.org")),
        (Channel::Call, petr, phone("+74951112233")),
        (Channel::WhatsApp, maria, phone("+79161234567")),
        (Channel::Viber, maria, phone("+79161234567")),
        (Channel::SiteChat, maria, Address::Visitor { id: "a1".to_owned() }),
        (Channel::Sms, petr, phone("+74951112233")),
        (Channel::Email, petr, mail("petr@example.org")),
        (Channel::Telegram, petr, account("petr")),
        (Channel::Call, maria, phone("+79990000009")),
        (Channel::Call, contact(3), phone("+79161234567")),
        (Channel::Call, contact(9), phone("+79161234567")),
    ];
    let (channel, contact, address) = dice.pick(&ways);
    StartAppeal {
        appeal,
        channel,
        contact,
        address,
        entry_point: dice.mostly(None, &[Some(line_of(channel)), Some(line()), Some(unheard_of_line())]),
        mailbox: dice.mostly(Some(company_box()), &[None, Some(annas_box()), Some(boriss_box())]),
        group: dice.group(),
    }
}

fn receiver(dice: &mut Dice) -> Receiver {
    match dice.roll() % 4 {
        3 => Receiver::Group { id: dice.group() },
        _ => Receiver::Operator { id: dice.pick(&[boris(), anna(), vera(), galina(), dmitry(), stranger()]) },
    }
}
