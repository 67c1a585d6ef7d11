//! What is an operator's own: drafts and preferences (U5, E7).

use crate::command::*;
use crate::event::*;
use crate::given::*;
use crate::history::{Column, LikedColumn};
use crate::id::OperatorId;
use crate::own::{DraftKind, Preferences, QuietHours, Theme};
use crate::refusal::{Language, Refusal};
use crate::world::{Slice, World};

#[test]
fn unsent_words_are_kept_for_one_operator_one_appeal_and_one_purpose() {
    let world = given(in_work()).when(anna(), draft("Добрый")).then([saved(anna(), "Добрый")]);
    assert_eq!(world.draft(anna(), appeal(1), DraftKind::Message), Some("Добрый"));
    assert_eq!(world.draft(anna(), appeal(1), DraftKind::Note), None);
    assert_eq!(world.draft(boris(), appeal(1), DraftKind::Message), None);
    given(world.clone()).when(anna(), draft("Добрый")).then_nothing();
    given(world.clone()).when(boris(), draft("Добрый")).then([saved(boris(), "Добрый")]);
    given(world).when(anna(), draft("Добрый день ")).then([saved(anna(), "Добрый день ")]);
}

#[test]
fn a_draft_that_was_emptied_is_gone() {
    given(in_work()).when(anna(), draft("")).then_nothing();
    let kept = in_work().and(100, anna(), draft("Добрый"));
    let world = given(kept).when(anna(), draft("")).then([saved(anna(), "")]);
    assert_eq!(world.draft(anna(), appeal(1), DraftKind::Message), None);
    given(world).when(anna(), draft("")).then_nothing();
}

#[test]
fn a_draft_is_as_long_as_the_longest_letter() {
    let longest = "Ж".repeat(100_000);
    given(in_work()).when(anna(), draft(&longest)).then([saved(anna(), &longest)]);
    given(in_work())
        .when(anna(), draft(&format!("{longest}Ж")))
        .refused(Refusal::TextTooLong { limit: 100_000 });
}

#[test]
fn a_draft_is_kept_in_an_appeal_that_one_sees() {
    for world in [waiting(), in_work(), finished()] {
        given(world).when(boris(), draft("Добрый")).then([saved(boris(), "Добрый")]);
    }
    given(in_work()).when(vera(), draft("Добрый")).refused(Refusal::NotYourGroup);
    given(nobody()).when(anna(), draft("Добрый")).refused(Refusal::UnknownAppeal);
    given(in_work()).when(stranger(), draft("Добрый")).refused(Refusal::NotYourPart);
    given(in_work()).when(CONNECTOR, draft("Добрый")).refused(Refusal::NotYourPart);
}

#[test]
fn an_operator_says_how_he_likes_his_desk() {
    let likes = Preferences {
        device: Some("Гарнитура".to_owned()),
        volume: Some(100),
        quiet_hours: Some(QuietHours { from_min: 1_439, until_min: 1_439 }),
        language: Some(Language::En),
        theme: Some(Theme::Dark),
        has_sound: Some(true),
        calls_for_host: true,
        history_columns: vec![LikedColumn { column: Column::Topic, is_shown: false, width_px: None }],
    };
    let world = given(nobody()).when(anna(), like(likes.clone())).then([liked(anna(), likes.clone())]);
    assert_eq!(preferences_of(&world, anna()), Some(&likes));
    assert_eq!(preferences_of(&world, boris()), None);
    given(world.clone()).when(anna(), like(likes.clone())).then_nothing();
    given(world.clone())
        .when(boris(), like(likes))
        .then([liked(boris(), preferences_of(&world, anna()).unwrap().clone())]);
    given(world).when(anna(), like(Preferences::default())).then([liked(anna(), Preferences::default())]);
}

#[test]
fn a_volume_and_hours_that_do_not_exist_are_refused() {
    let hours = |from_min, until_min| Preferences {
        quiet_hours: Some(QuietHours { from_min, until_min }),
        ..Preferences::default()
    };
    let loud = Preferences { volume: Some(101), ..Preferences::default() };
    let column = LikedColumn { column: Column::Topic, is_shown: true, width_px: None };
    let wide = Preferences { history_columns: vec![column; Column::ALL.len() + 1], ..Preferences::default() };
    for wrong in [loud, wide, hours(1_440, 0), hours(0, 1_440), hours(1_440, 1_440)] {
        given(nobody()).when(anna(), like(wrong)).refused(Refusal::BadPreferences);
    }
    given(nobody()).when(CONNECTOR, like(Preferences::default())).refused(Refusal::NotYourPart);
    given(nobody()).when(stranger(), like(Preferences::default())).refused(Refusal::NotYourPart);
}

fn draft(text: &str) -> Command {
    let (appeal, kind) = (appeal(1), DraftKind::Message);
    Command::SaveDraft(SaveDraft { appeal, kind, text: text.to_owned() })
}

fn saved(operator: OperatorId, text: &str) -> Event {
    let (appeal, kind) = (appeal(1), DraftKind::Message);
    Event::DraftSaved(DraftSaved { operator, appeal, kind, text: text.to_owned() })
}

fn like(preferences: Preferences) -> Command {
    Command::SavePreferences(SavePreferences { preferences })
}

fn liked(operator: OperatorId, preferences: Preferences) -> Event {
    Event::PreferencesSaved(PreferencesSaved { operator, preferences })
}

fn preferences_of(world: &World, operator: OperatorId) -> Option<&Preferences> {
    world.preferences(operator)
}
