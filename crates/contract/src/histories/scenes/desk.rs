//! The desk itself: offers, transfers, one's own things, setting up.

use super::Play;
use super::talks::{asks, closes, comes, says, takes};
use crate::appeal::Receiver;
use crate::channel::Channel;
use crate::command::*;
use crate::directory::{Entry, EntryRef, Settings, Widget};
use crate::given::*;
use crate::operator::Presence;
use crate::own::DraftKind;

fn offers(id: u8, to: crate::id::OperatorId) -> OfferAppeal {
    OfferAppeal { appeal: appeal(id), to }
}

/// It rings at one, then at another.
pub(super) fn an_offer(play: &mut Play, id: u8) {
    let it = appeal(id);
    let is = |operator, presence| SetPresence { operator, presence };
    play.then(CONNECTOR, comes(id, Channel::Telegram, guest()));
    play.then(CONNECTOR, offers(id, anna()));
    play.then(anna(), DeclineOffer { appeal: it });
    play.then(anna(), is(anna(), Presence::OnBreak));
    let to = play.dice.mostly(boris(), &[anna(), vera(), stranger()]);
    play.then(CONNECTOR, offers(id, to));
    if play.dice.mostly(false, &[true]) {
        play.then(CONNECTOR, offers(id, galina()));
        play.then(galina(), takes(id));
    }
    play.then(CONNECTOR, WithdrawOffer { appeal: it });
    play.then(galina(), is(anna(), Presence::Ready));
    play.then(CONNECTOR, offers(id, anna()));
    play.then(anna(), takes(id));
    play.then(CONNECTOR, offers(id, boris()));
    play.then(boris(), takes(id));
}

/// Handed over, declined, kept, accepted, and put back into the queue.
pub(super) fn a_transfer(play: &mut Play, id: u8) {
    let it = appeal(id);
    let is_call = play.dice.mostly(false, &[true]);
    let comes = if is_call {
        comes(id, Channel::Call, phone("+79990000002"))
    } else {
        comes(id, Channel::Telegram, guest())
    };
    let gives = |to, comment: &str| TransferAppeal { appeal: it, to, comment: comment.to_owned() };
    let (one, group) = (|id| Receiver::Operator { id }, Receiver::Group { id: sales() });
    play.then(CONNECTOR, comes);
    play.then(anna(), takes(id));
    play.then(anna(), gives(one(boris()), "Вопрос по договору"));
    play.then(boris(), DeclineTransfer { appeal: it, comment: "Занят".to_owned() });
    let to = play.dice.mostly(one(vera()), &[one(dmitry()), one(anna()), one(stranger())]);
    play.then(anna(), gives(to, ""));
    play.then(anna(), CancelTransfer { appeal: it });
    play.then(anna(), gives(group, "Хочет купить"));
    if play.dice.mostly(false, &[true]) {
        play.then(dmitry(), DeclineTransfer { appeal: it, comment: "Это к поддержке".to_owned() });
        play.then(anna(), closes(id));
    }
    play.then(vera(), AcceptTransfer { appeal: it });
    play.then(vera(), says(id, 1, "Здравствуйте! Подберу вам товар"));
    play.then(vera(), ReturnAppeal { appeal: it, comment: "Ушла на обед".to_owned() });
    play.then(dmitry(), takes(id));
}

/// Drafts, and how somebody likes his desk.
pub(super) fn own_things(play: &mut Play, id: u8) {
    let draft = |text: &str| SaveDraft { appeal: appeal(id), kind: DraftKind::Note, text: text.to_owned() };
    play.then(CONNECTOR, comes(id, Channel::Telegram, guest()));
    play.then(CONNECTOR, asks(id, 1, "Вы ещё работаете?"));
    play.then(anna(), draft("Уточнить у"));
    let who = play.dice.mostly(anna(), &[vera(), boris()]);
    play.then(who, draft("Уточнить у склада"));
    play.then(anna(), draft(""));
    let any = any_wish("save_preferences", &mut play.dice);
    play.then(anna(), any);
}

/// The administrator puts every kind of entry in, and takes some out again.
pub(super) fn setting_up(play: &mut Play, _: u8) {
    let is_short = play.dice.mostly(false, &[true]);
    for entry in every_entry().into_iter().skip(if is_short { 9 } else { 0 }) {
        play.then(dmitry(), SaveEntry { entry, seen: None });
    }
    for entry in
        [EntryRef::Script(script(2)), EntryRef::Topic(topic(4)), EntryRef::QuickReply(quick_reply(2))]
    {
        play.then(dmitry(), RemoveEntry { entry });
    }
    for _ in 0..3 {
        let wish = any_wish("save_entry", &mut play.dice);
        play.then(dmitry(), wish);
    }
}

/// What is connected is taken away, wanted, and connected again.
pub(super) fn disconnected(play: &mut Play, id: u8) {
    let settings = |has_payments, crm: Option<&str>| {
        let (company, crm) = ("Лавка".to_owned(), crm.map(str::to_owned));
        SaveEntry {
            entry: Entry::Settings(Settings { company, has_payments, crm, ..Settings::default() }),
            seen: None,
        }
    };
    play.then(dmitry(), settings(false, None));
    play.then(dmitry(), RemoveEntry { entry: EntryRef::Widget(widget(1)) });
    play.then(CONNECTOR, comes(id, Channel::Telegram, account("kotova")));
    play.then(anna(), takes(id));
    play.then(anna(), SendToCrm { appeal: appeal(id) });
    let wish = super::deals::asks_for(id, 3);
    play.then(anna(), wish);
    play.then(boris(), start(appeal(id + 100), Channel::Telegram, contact(1), account("kotova")));
    let entry_points =
        [Channel::Telegram, Channel::WhatsApp, Channel::SiteChat, Channel::Email].map(line_of).to_vec();
    let entry = Entry::Widget(Widget { id: widget(1), title: "Сайт".to_owned(), entry_points });
    play.then(dmitry(), SaveEntry { entry, seen: None });
    play.then(dmitry(), settings(true, Some("Битрикс24")));
}
