//! What a world keeps, and in which order it takes events in.

use super::*;
use crate::call::{CallEnd, Party};
use crate::campaign::CampaignTaskState;
use crate::channel::Channel;
use crate::command::*;
use crate::deal::TaskCard;
use crate::event::AppealRegistered;
use crate::given::*;
use crate::message::Thread;
use crate::needs::Need;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Takes the appeal and answers the event of it, with the world before and after.
fn a_taking() -> (World, Recorded, World) {
    let before = waiting();
    let mut after = before.clone();
    let events = after.execute(anna().into(), at(30), &take()).unwrap();
    (before, events.into_iter().next().unwrap(), after)
}

#[test]
fn what_is_recorded_can_be_folded_by_somebody_else() {
    let (mut elsewhere, taking, after) = a_taking();
    assert_eq!(elsewhere.fold(&taking), Folded::Applied);
    assert_eq!(elsewhere, after);
}

#[test]
fn an_event_folded_twice_happened_once() {
    let (_, taking, mut after) = a_taking();
    let before = after.clone();
    assert_eq!(after.fold(&taking), Folded::Repeated);
    assert_eq!(after, before);
}

#[test]
fn an_event_that_misses_others_before_it_is_told_as_a_gap() {
    let (mut before, taking, _) = a_taking();
    let untouched = before.clone();
    assert_eq!(before.fold(&Recorded { seq: taking.seq + 1, ..taking }), Folded::Gap);
    assert_eq!(before, untouched);
}

#[test]
fn an_event_is_dated_by_the_clock_and_numbered_in_its_appeal_and_over_all() {
    let mut world = nobody();
    let steps = [
        (0, CONNECTOR, register(appeal(1), Channel::Telegram, support()), (1, 1)),
        (5, CONNECTOR, register(appeal(2), Channel::Telegram, support()), (2, 1)),
        (5, CONNECTOR, receive(message(1), "Добрый день"), (3, 2)),
        (5, anna().into(), Command::TakeAppeal(TakeAppeal { appeal: appeal(2) }), (4, 2)),
    ];
    let mut ids = BTreeSet::new();
    for (second, who, command, (seq, version)) in steps {
        let events = world.execute(who, at(second), &command).unwrap();
        let event = events.into_iter().next().unwrap();
        assert_eq!((event.seq, event.version, event.at), (seq, version, at(second)), "{event:?}");
        assert!(event.event.appeal().is_some());
        assert!(ids.insert(event.id), "an id for two events: {event:?}");
    }
    assert_eq!((world.seq(), ids.len()), (4, 4));
    assert!(ids.iter().is_sorted());
}

#[test]
fn appeals_are_told_from_the_oldest() {
    let (early, late) = (AppealId::new(at(0), [9; 10]), AppealId::new(at(1), [1; 10]));
    let world = nobody().and(1, CONNECTOR, register(late, Channel::Telegram, support())).and(
        1,
        CONNECTOR,
        register(early, Channel::Telegram, support()),
    );
    let ids: Vec<_> = world.appeals().map(|appeal| appeal.id).collect();
    assert_eq!(ids, [early, late]);
}

#[test]
fn nothing_is_known_of_an_appeal_that_never_came() {
    let world = waiting();
    assert_eq!(world.appeal(appeal(9)), None);
    assert_eq!(world.thread(appeal(9)), None);
    assert_eq!(world.message(appeal(9), message(1)), None);
}

// What was always there, and the numbers that follow from it.

#[test]
fn cards_that_were_always_there_are_at_the_version_they_say() {
    let mut cards = cards();
    let card = TaskCard {
        title: "Перезвонить".to_owned(),
        contact: None,
        deal: None,
        appeal: None,
        assignee: anna(),
        due_at: None,
        comment: String::new(),
    };
    let (created_at, done_at) = (at(0), None);
    let kept = crate::deal::Task { id: task(1), version: 6, card, created_at, done_at };
    cards.tasks.insert(kept.id, kept.into());
    let asked = crate::payment::Payment {
        id: payment(1),
        version: 7,
        deal: deal(1),
        appeal: appeal(1),
        amount: crate::money::Money::rub(100),
        description: "Заказ".to_owned(),
        status: crate::payment::PaymentStatus::Pending,
        link: None,
        reason: None,
        by: anna(),
        created_at: at(0),
        changed_at: at(0),
    };
    cards.payments.insert(asked.id, asked.into());
    let (by, sent_at, state) = (anna(), at(0), crate::form::FormState::Sent);
    let sent = crate::form::SentForm {
        id: sent_form(1),
        version: 8,
        form: a_form(),
        appeal: appeal(1),
        by,
        sent_at,
        state,
    };
    cards.forms.insert(sent.id, sent.into());
    Arc::make_mut(cards.contacts.get_mut(&contact(1)).unwrap()).version = 2;
    Arc::make_mut(cards.organisations.get_mut(&organisation(1)).unwrap()).version = 3;
    Arc::make_mut(cards.deals.get_mut(&deal(1)).unwrap()).version = 4;
    Arc::make_mut(cards.campaign_tasks.get_mut(&campaign_task(1)).unwrap()).version = 5;
    let world = World::new(directory()).with_cards(cards.clone());
    assert_eq!(world.cards(), &cards);
    for (subject, version) in [
        (Subject::Contact(contact(1)), 2),
        (Subject::Contact(contact(2)), 1),
        (Subject::Organisation(organisation(1)), 3),
        (Subject::Deal(deal(1)), 4),
        (Subject::CampaignTask(campaign_task(1)), 5),
        (Subject::Task(task(1)), 6),
        (Subject::Payment(payment(1)), 7),
        (Subject::Form(sent_form(1)), 8),
        (Subject::Contact(contact(9)), 0),
        (Subject::Merge(merge(1)), 0),
    ] {
        assert_eq!(world.version_of(subject), version, "{subject:?}");
    }
    assert_eq!(world.seq(), 0, "nothing has happened yet");
}

#[test]
fn a_version_grows_with_each_event_about_the_thing_and_with_no_other() {
    let versions = |world: &World| {
        let about = [Subject::Appeal(appeal(1)), Subject::Directory, Subject::Own(anna())];
        about.map(|subject| world.version_of(subject))
    };
    let mut world = waiting();
    assert_eq!(versions(&world), [1, 0, 0]);
    let gone = SetPresence { operator: anna(), presence: crate::operator::Presence::OnBreak };
    world = world.and(1, anna(), gone);
    assert_eq!(versions(&world), [1, 1, 0]);
    assert_eq!(world.directory().version, 1);
    world = world.and(2, anna(), draft("Добрый"));
    assert_eq!(versions(&world), [1, 1, 1]);
    world = world.and(3, anna(), take());
    assert_eq!(versions(&world), [2, 1, 1]);
}

#[test]
fn an_appeal_gets_the_number_after_the_last() {
    let world = nobody();
    assert_eq!(world.next_number(), 1_024);
    let world = world.and(0, CONNECTOR, register(appeal(1), Channel::Telegram, support()));
    assert_eq!((world.the_appeal().number, world.next_number()), (1_024, 1_025));
    assert_eq!(World::new(directory()).next_number(), 1, "nobody has ever come");
}

#[test]
fn a_number_that_was_given_once_is_not_given_again() {
    let mut elsewhere = World::new(directory()).numbered_after(2_000);
    let event = |number| {
        let appeal = Box::new(Appeal { number, ..waiting().the_appeal().clone() });
        AppealRegistered { appeal }.into()
    };
    elsewhere.fold(&recorded(1, at(0), event(1_024)));
    assert_eq!(elsewhere.next_number(), 2_001);
    elsewhere.fold(&recorded(2, at(0), event(2_001)));
    assert_eq!(elsewhere.next_number(), 2_002);
}

// What lies beside appeals.

fn draft(text: &str) -> SaveDraft {
    SaveDraft { appeal: appeal(1), kind: DraftKind::Message, text: text.to_owned() }
}

#[test]
fn unsent_words_are_kept_for_each_operator_and_thrown_away_when_they_are_empty() {
    let of = |world: &World, whose, kind| world.draft(whose, appeal(1), kind).map(str::to_owned);
    let world = waiting().and(1, anna(), draft("Добрый")).and(2, boris(), draft("Здравствуйте"));
    assert_eq!(of(&world, anna(), DraftKind::Message).as_deref(), Some("Добрый"));
    assert_eq!(of(&world, boris(), DraftKind::Message).as_deref(), Some("Здравствуйте"));
    assert_eq!(of(&world, anna(), DraftKind::Note), None);
    assert_eq!(world.draft(anna(), appeal(2), DraftKind::Message), None);
    let world = world.and(3, anna(), draft(""));
    assert_eq!(of(&world, anna(), DraftKind::Message), None);
    assert_eq!(of(&world, boris(), DraftKind::Message).as_deref(), Some("Здравствуйте"));
    assert!(world.drafts.keys().eq([&(boris(), appeal(1), DraftKind::Message)]), "nothing empty is kept");
}

#[test]
fn how_an_operator_likes_his_desk_is_his_alone() {
    let preferences = Preferences { volume: Some(70), ..Preferences::default() };
    let world = nobody().and(0, anna(), SavePreferences { preferences: preferences.clone() });
    assert_eq!(world.preferences(anna()), Some(&preferences));
    assert_eq!(world.preferences(boris()), None);
}

fn file(number: u8) -> Attachment {
    let (id, media_type) = (attachment(number), "text/plain".to_owned());
    Attachment { id, name: format!("{number}.txt"), media_type, bytes: 100 }
}

#[test]
fn a_file_is_there_once_it_has_arrived() {
    let world = nobody().and(0, CONNECTOR, StoreAttachment { attachment: file(1) });
    assert_eq!(world.attachment(attachment(1)), Some(&file(1)));
    assert_eq!(world.attachment(attachment(2)), None);
    assert_eq!(world.version_of(Subject::Attachment(attachment(1))), 1);
}

// Calls.

#[test]
fn who_talks_is_found_until_the_call_is_over() {
    let of = |world: &World| [anna(), boris()].map(|operator| world.live_call_of(operator));
    assert_eq!(of(&calling()), [None, None]);
    let rings = report_call(CallReport::Rings { party: Party::Operator { id: anna() } });
    assert_eq!(of(&calling().and(1, CONNECTOR, rings)), [None, None], "it only rings at her desk");
    assert_eq!(of(&talking()), [Some(appeal(1)), None]);
    assert_eq!(of(&dialling()), [Some(appeal(1)), None], "she is on the line before the client is");
    assert_eq!(of(&hung_up()), [None, None]);
    assert_eq!(of(&in_work()), [None, None], "an appeal of texts has no line");
}

#[test]
fn a_call_stays_found_while_another_ends() {
    let other = Command::RegisterAppeal(RegisterAppeal {
        appeal: appeal(2),
        address: phone("+79990000002"),
        ..match register_call(appeal(2), "+79990000002") {
            Command::RegisterAppeal(it) => it,
            _ => unreachable!("a registration is one"),
        }
    });
    let both = talking().and(30, CONNECTOR, other).and(40, boris(), TakeAppeal { appeal: appeal(2) });
    assert_eq!(both.live_calls, BTreeSet::from([appeal(1), appeal(2)]));
    let ended = both.and(50, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }));
    assert_eq!(ended.live_calls, BTreeSet::from([appeal(2)]));
    assert_eq!((ended.live_call_of(anna()), ended.live_call_of(boris())), (None, Some(appeal(2))));
    let number = "+79990000001".parse().unwrap();
    let again = ended.and(60, anna(), PlaceCall { appeal: appeal(1), number, entry_point: None });
    assert_eq!(again.live_calls, BTreeSet::from([appeal(1), appeal(2)]), "called back");
}

// Whose appeals.

fn came(number: u8, channel: Channel, address: Address, contact: Option<ContactId>) -> RegisterAppeal {
    let Command::RegisterAppeal(it) = register(appeal(number), channel, support()) else {
        unreachable!("a registration is one")
    };
    RegisterAppeal { entry_point: line_of(channel), address, contact, ..it }
}

#[test]
fn guests_are_one_by_number_and_mail_anywhere_but_by_account_in_one_messenger() {
    let number = || phone("+79990000005");
    let world = nobody()
        .and(0, CONNECTOR, came(1, Channel::Telegram, guest(), None))
        .and(1, CONNECTOR, came(2, Channel::Vk, guest(), None))
        .and(2, CONNECTOR, came(3, Channel::Telegram, account("guest"), None))
        .and(3, CONNECTOR, came(4, Channel::Call, number(), None))
        .and(4, CONNECTOR, came(5, Channel::Sms, number(), None))
        .and(5, CONNECTOR, came(6, Channel::Telegram, guest(), Some(contact(1))))
        .and(6, CONNECTOR, came(7, Channel::Email, mail("Guest@example.com"), None));
    let at = |channel, address: &Address| world.guest_appeals_at(channel, address);
    assert_eq!(at(Channel::Telegram, &guest()), [appeal(1), appeal(3)]);
    assert_eq!(at(Channel::Vk, &guest()), [appeal(2)]);
    assert_eq!(at(Channel::Viber, &guest()), []);
    assert_eq!(at(Channel::Call, &number()), [appeal(4), appeal(5)]);
    assert_eq!(at(Channel::WhatsApp, &number()), [appeal(4), appeal(5)]);
    assert_eq!(at(Channel::SiteChat, &mail("guest@example.com")), [appeal(7)]);
    assert_eq!(world.appeals_of(contact(1)), [appeal(6)]);
    assert_eq!(world.appeals_of(contact(2)), []);
}

// A world cut down to what is needed.

/// A day's world, in which there is one of everything.
fn full() -> World {
    let (mut world, mut millis) = (nobody(), 0);
    for step in crate::histories::a_day() {
        millis += step.pause_ms;
        _ = world.execute(step.who, at_ms(millis), &step.command);
    }
    let draft = SaveDraft { appeal: appeal(10), kind: DraftKind::Mail, text: "Добрый".to_owned() };
    let address = phone("+79990000001");
    let petrs = RegisterAppeal { address, ..came(6, Channel::Call, guest(), Some(contact(2))) };
    world.and(900_000, anna(), draft).and(900_001, CONNECTOR, petrs)
}

#[test]
fn nothing_is_brought_but_the_directory_where_nothing_is_needed() {
    let world = full();
    let part = world.only(&[]);
    assert_eq!(part, World { directory: world.directory.clone(), ..World::default() });
}

/// The one entry of a map.
fn one_of<K: Ord + Copy, V: Clone>(map: &BTreeMap<K, V>, key: K) -> BTreeMap<K, V> {
    BTreeMap::from([(key, map.get(&key).unwrap().clone())])
}

#[test]
fn what_is_needed_is_brought_as_it_is_and_nothing_else_of_its_kind() {
    let world = full();
    let cards = world.cards();
    let part = |need: Need| world.only(&[need]);
    assert_eq!(part(Need::NextNumber).next_number(), world.next_number());
    let stored = part(Need::Attachment(attachment(1)));
    assert_eq!(
        (stored.attachment(attachment(1)), stored.attachments.len()),
        (world.attachment(attachment(1)), 1)
    );
    let chat = part(Need::Message(appeal(10), message(2)));
    assert_eq!(chat.message(appeal(10), message(2)), world.message(appeal(10), message(2)));
    assert_eq!(chat.thread(appeal(10)).map(|thread| thread.messages.len()), Some(1));
    let deals = part(Need::Deal(deal(2))).cards;
    assert_eq!(deals.deals, one_of(&cards.deals, deal(2)));
    let tasks = part(Need::Task(task(1))).cards;
    assert_eq!(tasks.tasks, one_of(&cards.tasks, task(1)));
    let companies = part(Need::Organisation(organisation(2))).cards.organisations;
    assert_eq!(companies, one_of(&cards.organisations, organisation(2)));
    let dialled = part(Need::CampaignTask(campaign_task(2))).cards.campaign_tasks;
    assert_eq!(dialled, one_of(&cards.campaign_tasks, campaign_task(2)));
    let documents = part(Need::Document(document(1))).cards.documents;
    assert_eq!(documents, one_of(&cards.documents, document(1)));
    let draft = part(Need::Draft(anna(), appeal(10), DraftKind::Mail));
    assert_eq!(draft.draft(anna(), appeal(10), DraftKind::Mail), Some("Добрый"));
    assert!(part(Need::Draft(anna(), appeal(10), DraftKind::Note)).drafts.is_empty());
    assert_eq!(part(Need::Preferences(anna())).preferences(anna()), world.preferences(anna()));
    assert!(world.preferences(anna()).is_some() && part(Need::Preferences(boris())).preferences.is_empty());
}

#[test]
fn what_there_is_not_brings_nothing() {
    let world = full();
    let nothing = world.only(&[]);
    for need in [
        Need::Appeal(appeal(9)),
        Need::Attachment(attachment(99)),
        Need::GuestsLike(appeal(9)),
        Need::AppealsOf(contact(99)),
        Need::LiveCallOf(stranger()),
        Need::Contact(contact(99)),
        Need::ContactAt(Channel::Telegram, account("nobody")),
        Need::Organisation(organisation(99)),
        Need::Merge(merge(99)),
        Need::Deal(deal(99)),
        Need::CardsOf(contact(99)),
        Need::Task(task(99)),
        Need::Document(document(99)),
        Need::Payment(payment(99)),
        Need::Form(sent_form(99)),
        Need::CampaignTask(campaign_task(99)),
        Need::Draft(stranger(), appeal(10), DraftKind::Mail),
        Need::Preferences(stranger()),
    ] {
        assert_eq!(world.only(std::slice::from_ref(&need)), nothing, "{need:?}");
    }
    let part = world.only(&[Need::Message(appeal(10), message(99))]);
    assert_eq!(part.thread(appeal(10)), Some(&Thread::default()));
}

#[test]
fn an_appeal_brings_its_client_and_its_task_of_the_dialer() {
    let dialled = RegisterAppeal {
        campaign_task: Some(campaign_task(2)),
        ..came(1, Channel::Call, phone("+74951112233"), Some(contact(2)))
    };
    let world = nobody().and(0, CONNECTOR, dialled).and(1, anna(), take());
    for need in [Need::Appeal(appeal(1)), Need::AppealsOf(contact(2)), Need::LiveCallOf(anna())] {
        let part = world.only(&[need]);
        assert_eq!(part.appeal(appeal(1)), world.appeal(appeal(1)));
        assert_eq!(part.live_call_of(anna()), Some(appeal(1)));
        let task = part.cards.campaign_tasks.get(&campaign_task(2)).map(|task| task.state);
        assert_eq!(task, Some(CampaignTaskState::InAppeal { appeal: appeal(1) }));
        assert!(part.cards.contact(contact(2)).is_some());
        assert_eq!(part.cards.contact(contact(1)), None, "only whom it is about");
        assert_eq!(part.thread(appeal(1)), None, "a chat is long: only messages that are asked for");
    }
    assert_eq!(world.only(&[Need::LiveCallOf(boris())]).appeals().count(), 0);
}

#[test]
fn guests_are_brought_with_all_who_are_the_same() {
    let world = nobody()
        .and(0, CONNECTOR, came(1, Channel::Telegram, guest(), None))
        .and(1, CONNECTOR, came(2, Channel::Telegram, guest(), None))
        .and(2, CONNECTOR, came(3, Channel::Telegram, account("another"), None));
    let part = world.only(&[Need::GuestsLike(appeal(1))]);
    assert!(part.appeals().map(|appeal| appeal.id).eq([appeal(1), appeal(2)]));
}

#[test]
fn a_card_that_went_into_another_brings_that_one() {
    let merged = MergeContacts { merge: merge(1), into: contact(1), from: contact(2) };
    let petrs = came(1, Channel::Call, phone("+74951112233"), None);
    let world = nobody().and(0, CONNECTOR, petrs).and(1, anna(), merged);
    let part = world.only(&[Need::Contact(contact(2))]);
    assert_eq!(part.cards.contacts, world.cards.contacts);
    let at = Need::ContactAt(Channel::Call, phone("+74951112233"));
    assert!(world.only(&[at]).cards.contacts.keys().eq([&contact(1)]));
    let parted = world.only(&[Need::Merge(merge(1))]);
    assert_eq!((&parted.cards.contacts, &parted.cards.merges), (&world.cards.contacts, &world.cards.merges));
    assert_eq!(parted.appeal(appeal(1)), world.appeal(appeal(1)));
}

#[test]
fn a_clients_cards_and_a_merges_are_brought_whole() {
    let task_card = TaskCard {
        title: "Перезвонить".to_owned(),
        contact: Some(contact(1)),
        deal: None,
        appeal: None,
        assignee: anna(),
        due_at: None,
        comment: String::new(),
    };
    let other = TaskCard { contact: Some(contact(2)), ..task_card.clone() };
    let world = nobody().and(0, anna(), SaveTask { task: task(1), version: None, card: task_card }).and(
        1,
        anna(),
        SaveTask { task: task(2), version: None, card: other },
    );
    let part = world.only(&[Need::CardsOf(contact(1))]);
    assert!(part.cards.deals.keys().eq([&deal(1)]));
    assert!(part.cards.tasks.keys().eq([&task(1)]));
    let merged = world.and(2, anna(), MergeContacts { merge: merge(1), into: contact(2), from: contact(1) });
    let part = merged.only(&[Need::Merge(merge(1))]);
    assert!(part.cards.deals.keys().eq([&deal(1)]));
    assert!(part.cards.tasks.keys().eq([&task(1)]), "the other client's own stays where it is");
}

#[test]
fn a_payment_and_a_form_bring_the_appeal_they_belong_to() {
    let world = full();
    let paid = world.cards.payments.get(&payment(1)).unwrap().appeal;
    let filled = world.cards.forms.get(&sent_form(1)).unwrap().appeal;
    let part = world.only(&[Need::Payment(payment(1))]);
    assert!(part.cards.payments.keys().eq([&payment(1)]));
    assert!(part.appeals().map(|appeal| appeal.id).eq([paid]));
    let part = world.only(&[Need::Form(sent_form(1))]);
    assert!(part.cards.forms.keys().eq([&sent_form(1)]));
    assert_eq!(part.appeal(filled), world.appeal(filled));
}

#[test]
fn a_form_brings_every_appeal_of_its_guest() {
    let sent = SendForm {
        sent: sent_form(1),
        appeal: appeal(1),
        form: form(1),
        message: message(1),
        text: "Заполните".to_owned(),
    };
    let world = nobody()
        .and(0, CONNECTOR, came(1, Channel::Telegram, guest(), None))
        .and(1, CONNECTOR, came(2, Channel::Telegram, guest(), None))
        .and(2, anna(), take())
        .and(3, anna(), sent);
    let part = world.only(&[Need::Form(sent_form(1))]);
    assert!(part.appeals().map(|appeal| appeal.id).eq([appeal(1), appeal(2)]));
}

/// A slice that knows no more than it must.
struct Bare(World);

impl Slice for Bare {
    fn directory(&self) -> &Directory {
        self.0.directory()
    }

    fn appeal(&self, id: AppealId) -> Option<&Appeal> {
        self.0.appeal(id)
    }

    fn cards(&self) -> &Cards {
        self.0.cards()
    }
}

#[test]
fn what_a_slice_leaves_out_is_as_if_it_did_not_exist() {
    let bare = Bare(talking());
    assert_eq!(bare.message(appeal(1), message(1)), None);
    assert_eq!(bare.attachment(attachment(1)), None);
    assert_eq!(bare.guest_appeals_at(Channel::Call, &phone("+79990000001")), []);
    assert_eq!(bare.appeals_of(contact(1)), []);
    assert_eq!(bare.live_call_of(anna()), None);
    assert_eq!(bare.next_number(), 0);
    assert_eq!(bare.draft(anna(), appeal(1), DraftKind::Message), None);
    assert_eq!(bare.preferences(anna()), None);
    let hang_up = crate::command::HangUp { appeal: appeal(1) }.into();
    assert_eq!(crate::decide::allowed(&bare, anna().into(), at(60), &hang_up), None, "it needs no more");
}
