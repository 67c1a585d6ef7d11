//! What is written down about an appeal: topic, comment, links, ratings (H7, H8, H11, R8, R12).

use crate::appeal::{Link, LinkKind};
use crate::call::CallEnd;
use crate::channel::Channel;
use crate::command::*;
use crate::deal::{DealCard, StageKind};
use crate::event::*;
use crate::given::*;
use crate::history::Rating;
use crate::id::{ContactId, DealId, OperatorId, OrganisationId, TopicId};
use crate::refusal::Refusal;
use crate::world::{Slice, World};

fn set(topic: Option<TopicId>) -> SetTopic {
    SetTopic { appeal: appeal(1), topic }
}

fn topic_set(by: OperatorId, topic: Option<TopicId>) -> Event {
    TopicSet { appeal: appeal(1), by, topic }.into()
}

fn comment(text: &str) -> CommentAppeal {
    CommentAppeal { appeal: appeal(1), comment: text.to_owned() }
}

fn commented(by: OperatorId, text: &str) -> Event {
    AppealCommented { appeal: appeal(1), by, comment: text.to_owned() }.into()
}

fn link(link: Link) -> LinkAppeal {
    LinkAppeal { appeal: appeal(1), link }
}

fn unlink(kind: LinkKind) -> UnlinkAppeal {
    UnlinkAppeal { appeal: appeal(1), kind }
}

fn linked(link: Link) -> Event {
    AppealLinked { appeal: appeal(1), by: anna(), link }.into()
}

fn unlinked(kind: LinkKind) -> Event {
    AppealUnlinked { appeal: appeal(1), by: anna(), kind }.into()
}

fn client(id: ContactId) -> Link {
    Link::Contact { id }
}

fn the_deal(id: DealId) -> Link {
    Link::Deal { id }
}

fn company(id: OrganisationId) -> Link {
    Link::Organisation { id }
}

/// Мария wrote, and Анна has the appeal in work.
fn of_maria() -> World {
    let Command::RegisterAppeal(arrival) = register(appeal(1), Channel::Telegram, support()) else {
        unreachable!("a registration is one")
    };
    let arrival = RegisterAppeal { address: account("kotova"), ..arrival };
    nobody().and(0, CONNECTOR, arrival).and(30, anna(), take())
}

/// Пётр has a deal too.
fn with_a_deal_of_petr(world: World) -> World {
    let card = DealCard {
        title: "Ремонт".to_owned(),
        contact: contact(2),
        organisation: None,
        amount: None,
        stage: deal_stage(1),
        assignee: anna(),
        comment: String::new(),
    };
    let kind = nobody().directory().deal_stage(deal_stage(1)).map(|stage| stage.kind);
    assert_eq!(kind, Some(StageKind::Open));
    world.and(40, anna(), SaveDeal { deal: deal(2), version: None, card, from_appeal: None })
}

// Who may write something down.

#[test]
fn something_is_written_down_by_whoever_has_or_had_the_appeal_or_oversees_it() {
    let wishes: [Command; 4] = [
        set(Some(topic(1))).into(),
        comment("Ждёт").into(),
        link(company(organisation(1))).into(),
        unlink(LinkKind::Deal).into(),
    ];
    for wish in wishes {
        for world in [in_work(), finished()] {
            for by in [anna(), galina(), dmitry()] {
                assert!(world.clone().execute(by.into(), at(600), &wish).is_ok(), "{by:?} {wish:?}");
            }
            let other = given(world.clone()).when(boris(), wish.clone());
            other.refused(Refusal::NotYours { by: anna() });
            given(world).when(vera(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        }
        for by in [anna(), galina()] {
            given(waiting()).when(by, wish.clone()).refused(Refusal::StillWaiting);
        }
        given(in_work()).when(CONNECTOR, wish.clone()).refused(Refusal::NotYourPart);
        given(in_work()).when(stranger(), wish.clone()).refused(Refusal::NotYourPart);
        given(nobody()).when(anna(), wish).refused(Refusal::UnknownAppeal);
    }
}

#[test]
fn of_a_missed_call_the_whole_group_writes_down_what_it_knows() {
    let missed = || calling().and(30, CONNECTOR, report_call(CallReport::Ended { why: CallEnd::ByClient }));
    for by in [anna(), boris(), galina(), dmitry()] {
        given(missed()).when(by, comment("Перезвонить")).then([commented(by, "Перезвонить")]);
    }
    given(missed()).when(vera(), comment("Перезвонить")).refused(Refusal::NotYourGroup);
}

// Topic.

#[test]
fn a_topic_of_any_depth_says_why_the_client_came() {
    for number in [1, 2] {
        let wish = set(Some(topic(number)));
        let world = given(in_work()).when(anna(), wish).then([topic_set(anna(), Some(topic(number)))]);
        assert_eq!(world.the_appeal().topic, Some(topic(number)));
    }
}

#[test]
fn a_topic_changes_and_is_taken_away() {
    let delivery = || in_work().and(40, anna(), set(Some(topic(1))));
    given(delivery()).when(anna(), set(Some(topic(1)))).then_nothing();
    given(delivery()).when(anna(), set(Some(topic(2)))).then([topic_set(anna(), Some(topic(2)))]);
    let world = given(delivery()).when(anna(), set(None)).then([topic_set(anna(), None)]);
    assert_eq!(world.the_appeal().topic, None);
    given(world).when(anna(), set(None)).then_nothing();
}

#[test]
fn a_topic_that_is_offered_no_more_is_not_chosen_and_stays_where_it_was() {
    for number in [3, 9] {
        given(in_work()).when(anna(), set(Some(topic(number)))).refused(Refusal::UnknownTopic);
    }
    let mut gone = nobody().directory().topic(topic(1)).unwrap().clone();
    gone.is_put_away = true;
    let entry = crate::directory::Entry::Topic(gone);
    let world =
        in_work().and(40, anna(), set(Some(topic(1)))).and(50, dmitry(), SaveEntry { entry, seen: None });
    given(world).when(anna(), set(Some(topic(1)))).then_nothing();
}

// Comment.

#[test]
fn a_comment_is_written_changed_and_emptied() {
    let world = given(in_work()).when(anna(), comment(" Ждёт\n")).then([commented(anna(), "Ждёт")]);
    assert_eq!(world.the_appeal().comment, "Ждёт");
    given(world.clone()).when(anna(), comment("Ждёт ")).then_nothing();
    given(world.clone()).when(galina(), comment("Не ждёт")).then([commented(galina(), "Не ждёт")]);
    let world = given(world).when(anna(), comment(" ")).then([commented(anna(), "")]);
    assert_eq!(world.the_appeal().comment, "");
}

#[test]
fn a_comment_has_its_bound() {
    let longest = "Ж".repeat(2_000);
    given(in_work()).when(anna(), comment(&format!(" {longest} "))).then([commented(anna(), &longest)]);
    let limit = 2_000;
    given(in_work()).when(anna(), comment(&"Ж".repeat(2_001))).refused(Refusal::CommentTooLong { limit });
}

// Links.

#[test]
fn an_appeal_is_linked_with_one_thing_of_each_kind() {
    let world = of_maria();
    assert_eq!(world.the_appeal().contact, Some(contact(1)));
    let world = given(world).when(anna(), link(the_deal(deal(1)))).then([linked(the_deal(deal(1)))]);
    let world =
        given(world).when(anna(), link(company(organisation(1)))).then([linked(company(organisation(1)))]);
    let appeal = world.the_appeal();
    assert_eq!((appeal.deal, appeal.organisation), (Some(deal(1)), Some(organisation(1))));
    for known in [client(contact(1)), the_deal(deal(1)), company(organisation(1))] {
        given(world.clone()).when(anna(), link(known)).then_nothing();
    }
}

#[test]
fn a_link_gives_way_to_another_of_its_kind() {
    let world = given(of_maria()).when(anna(), link(client(contact(2)))).then([linked(client(contact(2)))]);
    assert_eq!(world.the_appeal().contact, Some(contact(2)));
    let world = with_a_deal_of_petr(in_work()).and(50, anna(), link(the_deal(deal(1))));
    let world = given(world).when(anna(), link(the_deal(deal(2)))).then([linked(the_deal(deal(2)))]);
    assert_eq!(world.the_appeal().deal, Some(deal(2)));
}

#[test]
fn a_link_is_removed_alone() {
    let world =
        of_maria().and(40, anna(), link(the_deal(deal(1)))).and(41, anna(), link(company(organisation(1))));
    let left = |kind| {
        let world = given(world.clone()).when(anna(), unlink(kind)).then([unlinked(kind)]);
        given(world.clone()).when(anna(), unlink(kind)).then_nothing();
        let appeal = world.the_appeal();
        (appeal.contact, appeal.deal, appeal.organisation)
    };
    let (maria, order, daisy) = (Some(contact(1)), Some(deal(1)), Some(organisation(1)));
    assert_eq!(left(LinkKind::Contact), (None, order, daisy));
    assert_eq!(left(LinkKind::Deal), (maria, None, daisy));
    assert_eq!(left(LinkKind::Organisation), (maria, order, None));
}

#[test]
fn nothing_is_linked_that_does_not_exist() {
    let refused = [
        (client(contact(9)), Refusal::UnknownContact),
        (the_deal(deal(9)), Refusal::UnknownDeal),
        (company(organisation(9)), Refusal::UnknownOrganisation),
    ];
    for (unknown, refusal) in refused {
        given(of_maria()).when(anna(), link(unknown)).refused(refusal);
    }
}

#[test]
fn a_guest_becomes_a_client_by_binding_only() {
    given(in_work()).when(anna(), link(client(contact(1)))).refused(Refusal::StillAGuest);
}

#[test]
fn no_appeal_is_of_one_client_and_about_the_deal_of_another() {
    let world = with_a_deal_of_petr(of_maria());
    given(world).when(anna(), link(the_deal(deal(2)))).refused(Refusal::DealOfAnother);
    let with_deal = of_maria().and(50, anna(), link(the_deal(deal(1))));
    given(with_deal.clone()).when(anna(), link(client(contact(2)))).refused(Refusal::DealOfAnother);
    let without = with_deal.and(60, anna(), unlink(LinkKind::Deal));
    given(without).when(anna(), link(client(contact(2)))).then([linked(client(contact(2)))]);
}

#[test]
fn a_client_who_was_mistaken_for_another_keeps_his_deal() {
    let bound = with_a_deal_of_petr(in_work()).and(50, anna(), link(the_deal(deal(2)))).and(
        60,
        anna(),
        BindContact { appeal: appeal(1), contact: contact(1) },
    );
    given(bound).when(anna(), link(client(contact(2)))).then([linked(client(contact(2)))]);
}

// Ratings.

fn rate(place: u8, rating: Rating) -> RateAppeal {
    RateAppeal { appeal: appeal(1), place, rating }
}

fn rated(place: u8, rating: Rating) -> Event {
    AppealRated { appeal: appeal(1), place, rating }.into()
}

#[test]
fn a_client_gives_up_to_three_ratings() {
    let mut world = answered();
    for (place, rating) in [(2, Rating::Bad), (1, Rating::Good), (3, Rating::Good)] {
        world = given(world).when(CONNECTOR, rate(place, rating)).then([rated(place, rating)]);
    }
    assert_eq!(world.the_appeal().ratings, [Some(Rating::Good), Some(Rating::Bad), Some(Rating::Good)]);
    given(world.clone()).when(CONNECTOR, rate(2, Rating::Bad)).then_nothing();
    let world = given(world).when(CONNECTOR, rate(2, Rating::Good)).then([rated(2, Rating::Good)]);
    assert_eq!(world.the_appeal().ratings, [Some(Rating::Good); 3]);
    for place in [0, 4, 255] {
        let wish = rate(place, Rating::Good);
        given(answered()).when(CONNECTOR, wish).refused(Refusal::UnknownRating);
    }
}

#[test]
fn a_text_knows_two_ratings_and_a_call_five() {
    for rating in Rating::ALL {
        given(hung_up()).when(CONNECTOR, rate(1, rating)).then([rated(1, rating)]);
        let text = given(answered()).when(CONNECTOR, rate(1, rating));
        if matches!(rating, Rating::Good | Rating::Bad) {
            text.then([rated(1, rating)]);
        } else {
            text.refused(Refusal::UnknownRating);
        }
    }
}

#[test]
fn a_client_rates_an_appeal_however_it_stands() {
    for world in [waiting(), in_work(), finished()] {
        given(world).when(CONNECTOR, rate(1, Rating::Good)).then([rated(1, Rating::Good)]);
    }
    given(answered()).when(anna(), rate(1, Rating::Good)).refused(Refusal::NotYourPart);
    given(nobody()).when(CONNECTOR, rate(1, Rating::Good)).refused(Refusal::UnknownAppeal);
}
