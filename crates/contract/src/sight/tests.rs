//! Who may open which appeal, and who is told of what (E6).

use super::*;
use crate::channel::Channel;
use crate::command::*;
use crate::given::*;
use crate::id::OperatorId;
use crate::operator::{Presence, Role};
use crate::own::{DraftKind, Preferences};
use crate::world::World;

const EVERYBODY: [fn() -> OperatorId; 5] = [anna, boris, vera, galina, dmitry];

fn everybody() -> Vec<OperatorId> {
    EVERYBODY.map(|operator| operator()).to_vec()
}

/// Who may open `appeal(1)`.
fn seers(world: &World) -> Vec<OperatorId> {
    let may_open = |id: &OperatorId| may_see(world.directory().operator(*id).unwrap(), world.the_appeal());
    everybody().into_iter().filter(may_open).collect()
}

/// Somebody wishes it; who is told of each event that follows.
#[track_caller]
fn told_of(
    world: World,
    who: impl Into<Actor>,
    wish: impl Into<Command>,
) -> Vec<(&'static str, Vec<OperatorId>)> {
    let mut world = world;
    let events = world.execute(who.into(), at(600), &wish.into()).unwrap();
    let told = events.into_iter().map(|recorded| {
        let is_told = |id: &OperatorId| is_told(&world, *id, &recorded.event);
        (recorded.event.name(), everybody().into_iter().filter(is_told).collect())
    });
    told.collect()
}

fn of_sales() -> World {
    nobody().and(0, CONNECTOR, register(appeal(1), Channel::Telegram, sales()))
}

fn handing(to: Receiver) -> World {
    answered().and(80, anna(), hand_over(to, ""))
}

fn group_of_support() -> Vec<OperatorId> {
    vec![anna(), boris(), galina(), dmitry()]
}

fn moved(id: OperatorId, groups: &[crate::id::GroupId]) -> Command {
    moved_to(id, Role::Operator, groups)
}

// Who may open it.

#[test]
fn an_appeal_is_seen_by_its_group_and_the_administrator() {
    for world in [waiting(), in_work(), finished()] {
        assert_eq!(seers(&world), group_of_support());
    }
    assert_eq!(seers(&of_sales()), [vera(), dmitry()]);
}

#[test]
fn an_appeal_is_seen_by_whom_it_is_offered_to() {
    assert_eq!(seers(&handing(to_operator(vera()))), everybody());
    let both = handing(to_group(sales())).and(90, dmitry(), moved(boris(), &[]));
    assert_eq!(seers(&both), [anna(), vera(), galina(), dmitry()]);
    let declined = handing(to_operator(vera())).and(90, vera(), decline(""));
    assert_eq!(seers(&declined), group_of_support());
}

#[test]
fn an_appeal_is_seen_by_whoever_has_or_had_it_in_whatever_group_he_works_now() {
    let gone = |world: World| world.and(500, dmitry(), moved(anna(), &[sales()]));
    assert_eq!(seers(&gone(waiting())), [boris(), galina(), dmitry()]);
    assert_eq!(seers(&gone(in_work())), group_of_support());
    assert_eq!(seers(&gone(finished())), group_of_support());
    let closed_by_another = answered().and(300, galina(), close());
    assert_eq!(seers(&gone(closed_by_another)), group_of_support(), "who had it in work");
    let spam = waiting().and(300, anna(), mark_spam());
    assert_eq!(seers(&gone(spam)), group_of_support(), "who closed it");
}

#[test]
fn what_is_handed_over_is_for_one_or_for_a_group() {
    let is_for = |id, to| is_for(directory().operator(id).unwrap(), to);
    assert!(is_for(vera(), to_operator(vera())));
    assert!(!is_for(boris(), to_operator(vera())));
    assert!(is_for(vera(), to_group(sales())));
    assert!(!is_for(vera(), to_group(support())));
}

// Who is told.

#[test]
fn what_happens_in_an_appeal_is_told_to_those_who_see_it() {
    let words = told_of(waiting(), CONNECTOR, receive(message(1), "Добрый день"));
    assert_eq!(words, [("message_received", group_of_support())]);
    assert_eq!(told_of(of_sales(), vera(), take()), [("appeal_taken", vec![vera(), dmitry()])]);
    let handed = told_of(answered(), anna(), hand_over(to_operator(vera()), ""));
    assert_eq!(handed, [("appeal_transferred", everybody())]);
    let came = told_of(nobody(), CONNECTOR, register(appeal(1), Channel::Telegram, sales()));
    assert_eq!(came, [("appeal_registered", vec![vera(), dmitry()])]);
}

#[test]
fn a_stranger_is_told_nothing() {
    let mut world = waiting();
    let presence = SetPresence { operator: anna(), presence: Presence::OnBreak };
    for (who, wish) in [(Actor::from(anna()), take()), (anna().into(), presence.into())] {
        for recorded in world.execute(who, at(600), &wish).unwrap() {
            assert!(!is_told(&world, stranger(), &recorded.event));
        }
    }
}

#[test]
fn nothing_is_told_of_an_appeal_that_nobody_knows() {
    let nothing = received(message(1), "?", at(10));
    assert!(everybody().into_iter().all(|id| !is_told(&nobody(), id, &nothing)));
}

#[test]
fn an_appeal_that_leaves_somebodys_sight_is_told_of_once_more() {
    let handing_to_vera = || handing(to_operator(vera()));
    assert_eq!(told_of(handing_to_vera(), anna(), keep_it()), [("transfer_cancelled", everybody())]);
    assert_eq!(
        told_of(handing_to_vera(), vera(), decline("")),
        [("transfer_declined", everybody())],
        "she is told that it left, her colleagues of Поддержка that it is back"
    );
    assert_eq!(told_of(handing_to_vera(), vera(), accept()), [("transfer_accepted", everybody())]);
    assert_eq!(
        told_of(handing_to_vera(), anna(), close()),
        [("transfer_cancelled", everybody()), ("appeal_closed", group_of_support())],
        "how it ended is not for those who see it no more"
    );
    assert_eq!(
        told_of(handing(to_group(sales())), anna(), give_back("")),
        [("transfer_cancelled", everybody()), ("appeal_returned", group_of_support())]
    );
}

#[test]
fn a_group_is_told_that_its_supervisor_declined_for_it() {
    let with_two = || {
        let two = nobody().and(0, dmitry(), moved(boris(), &[sales()])).and(
            0,
            dmitry(),
            moved_to(galina(), Role::Supervisor, &[sales()]),
        );
        let arrival = register(appeal(1), Channel::Telegram, support());
        two.and(0, CONNECTOR, arrival).and(30, anna(), take())
    };
    let handing = with_two().and(80, anna(), hand_over(to_group(sales()), ""));
    assert_eq!(told_of(handing.clone(), galina(), decline("")), [("transfer_declined", everybody())]);
    assert_eq!(told_of(handing, dmitry(), decline("")), [("transfer_declined", everybody())]);
    let to_vera = with_two().and(80, anna(), hand_over(to_operator(vera()), ""));
    assert_eq!(
        told_of(to_vera, vera(), decline("")),
        [("transfer_declined", vec![anna(), vera(), dmitry()])],
        "who was not asked is not told"
    );
    let to_galina = with_two().and(80, anna(), hand_over(to_operator(galina()), ""));
    let told = told_of(
        to_galina.and(90, dmitry(), moved_to(galina(), Role::Supervisor, &[])),
        galina(),
        decline(""),
    );
    assert_eq!(told, [("transfer_declined", vec![anna(), galina(), dmitry()])]);
}

#[test]
fn who_returns_or_reopens_what_is_no_more_of_his_group_is_told_so() {
    let gone = |world: World| world.and(500, dmitry(), moved(anna(), &[]));
    assert_eq!(told_of(gone(answered()), anna(), give_back("")), [("appeal_returned", group_of_support())]);
    assert_eq!(
        told_of(gone(answered()), galina(), give_back("")),
        [("appeal_returned", vec![boris(), galina(), dmitry()])]
    );
    assert_eq!(
        told_of(gone(finished()), boris(), reopen()),
        [("appeal_reopened", everybody())],
        "it stands among the closed ones of anna, who does not see it any more"
    );
}

#[test]
fn what_is_ones_own_is_told_to_nobody_else() {
    let draft = SaveDraft { appeal: appeal(1), kind: DraftKind::Message, text: "Добр".to_owned() };
    assert_eq!(told_of(in_work(), anna(), draft), [("draft_saved", vec![anna()])]);
    let preferences = Preferences { volume: Some(10), ..Preferences::default() };
    let wish = SavePreferences { preferences };
    assert_eq!(told_of(in_work(), boris(), wish), [("preferences_saved", vec![boris()])]);
}

#[test]
fn what_all_work_with_is_told_to_all() {
    let away = SetPresence { operator: anna(), presence: Presence::OnBreak };
    assert_eq!(told_of(nobody(), anna(), away), [("presence_changed", everybody())]);
    let bound = told_of(in_work(), anna(), BindContact { appeal: appeal(1), contact: contact(2) });
    assert_eq!(bound, [("contact_saved", everybody()), ("appeal_bound", group_of_support())]);
}
