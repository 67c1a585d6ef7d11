//! A field that stands for something the operator likes: it follows what is liked, and says what the hand changes.

use desk_contract::own::Preferences;
use leptos::prelude::*;

/// A field's value that follows the preferences and is told when the hand changes it.
pub(super) fn bound<T: Clone + PartialEq + Send + Sync + 'static>(
    preferences: RwSignal<Preferences>,
    read: fn(&Preferences) -> T,
    tell: impl Fn(T) + 'static,
) -> RwSignal<T> {
    let value = RwSignal::new(read(&preferences.read_untracked()));
    Effect::new(move |_| {
        let chosen = read(&preferences.read());
        if *value.read_untracked() != chosen {
            value.set(chosen);
        }
    });
    Effect::new(move |_| {
        let typed = value.get();
        if read(&preferences.read_untracked()) != typed {
            tell(typed);
        }
    });
    value
}
