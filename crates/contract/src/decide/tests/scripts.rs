//! Walking through a script during a call (W4).

use crate::command::*;
use crate::directory::Directory;
use crate::event::*;
use crate::given::*;
use crate::id::StepId;
use crate::refusal::Refusal;
use crate::script::{Script, ScriptWalk};
use crate::world::World;

fn walk_to(number: u8) -> Command {
    WalkScript { appeal: appeal(1), script: script(1), step: step(number) }.into()
}

fn back_from(number: u8) -> Command {
    StepBack { appeal: appeal(1), from: step(number) }.into()
}

fn walked(path: &[u8]) -> Event {
    walked_in(1, path)
}

fn walked_in(number: u8, path: &[u8]) -> Event {
    let path: Vec<StepId> = path.iter().copied().map(step).collect();
    let walk = (!path.is_empty()).then(|| ScriptWalk { script: script(number), path });
    ScriptWalked { appeal: appeal(1), by: anna(), walk }.into()
}

/// Анна talks, and the script is at its second step.
fn walking() -> World {
    talking().and(30, anna(), walk_to(1)).and(40, anna(), walk_to(2))
}

#[test]
fn a_talk_walks_from_step_to_step() {
    let world = given(talking()).when(anna(), walk_to(1)).then([walked(&[1])]);
    let world = given(world).when(anna(), walk_to(2)).then([walked(&[1, 2])]);
    let walk = world.the_appeal().script.as_ref().unwrap();
    assert_eq!(walk.here(), Some(step(2)));
    let passed = [1, 2, 3].map(|number| walk.has_passed(step(number)));
    assert_eq!(passed, [true, true, false]);
}

#[test]
fn a_step_found_by_search_may_follow_any_other_even_one_that_was_passed() {
    given(talking()).when(anna(), walk_to(3)).then([walked(&[3])]);
    given(walking()).when(anna(), walk_to(1)).then([walked(&[1, 2, 1])]);
}

#[test]
fn a_second_click_does_not_walk_on() {
    given(walking()).when(anna(), walk_to(2)).then_nothing();
}

#[test]
fn a_talk_walks_back_and_puts_the_script_aside_before_its_first_step() {
    let world = given(walking()).when(anna(), back_from(2)).then([walked(&[1])]);
    given(world.clone()).when(anna(), back_from(2)).then_nothing();
    let world = given(world).when(anna(), back_from(1)).then([walked(&[])]);
    assert_eq!(world.the_appeal().script, None);
    given(world).when(anna(), back_from(1)).then_nothing();
}

#[test]
fn another_script_begins_anew() {
    let another = Script { id: script(2), ..a_script() };
    let desk = Directory { scripts: vec![a_script(), another], ..directory() };
    let world = World::new(desk)
        .and(0, CONNECTOR, register_call(appeal(1), "+79990000001"))
        .and(20, anna(), take())
        .and(30, anna(), walk_to(1));
    let wish = WalkScript { appeal: appeal(1), script: script(2), step: step(1) };
    given(world).when(anna(), wish).then([walked_in(2, &[1])]);
}

#[test]
fn nobody_walks_where_there_is_no_step() {
    given(talking()).when(anna(), walk_to(9)).refused(Refusal::UnknownScript);
    let nowhere = WalkScript { appeal: appeal(1), script: script(9), step: step(1) };
    given(talking()).when(anna(), nowhere).refused(Refusal::UnknownScript);
    given(talking()).when(anna(), back_from(2)).then_nothing();
    given(walking()).when(anna(), back_from(1)).then_nothing();
}

#[test]
fn the_script_is_in_the_hand_of_whoever_has_the_appeal() {
    for wish in [walk_to(3), back_from(2)] {
        given(nobody()).when(anna(), wish.clone()).refused(Refusal::UnknownAppeal);
        given(calling()).when(anna(), wish.clone()).refused(Refusal::StillWaiting);
        given(walking()).when(boris(), wish.clone()).refused(Refusal::NotYours { by: anna() });
        given(walking()).when(CONNECTOR, wish.clone()).refused(Refusal::NotYourPart);
        given(walking().and(50, anna(), mark_spam())).when(anna(), wish).refused(Refusal::Closed);
    }
    given(hung_up()).when(anna(), walk_to(1)).then([walked(&[1])]);
}

#[test]
fn walking_moves_nothing_up_in_the_lists() {
    assert_eq!(walking().the_appeal().last_action_at, at(20));
}
