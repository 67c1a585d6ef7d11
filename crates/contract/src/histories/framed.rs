//! What the page around the desk is told in the course of any history (E2).

use super::steps::histories;
use super::{config, told};
use crate::frame::{Told, Watched};
use crate::given::{anna, boris};
use crate::id::AppealId;
use proptest::prelude::*;
use std::collections::BTreeSet;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_page_around_is_told_of_an_appeal_from_the_first_to_the_last(history in histories()) {
        for operator in [anna(), boris()] {
            let mut watched = Watched::beginning(operator, []);
            let (mut his, mut on_line) = (BTreeSet::<AppealId>::new(), BTreeSet::<AppealId>::new());
            for moment in told(&history.0) {
                for appeal in moment.after.appeals() {
                    for told in watched.looks_at(appeal) {
                        let is_in_order = match &told {
                            Told::AppealAccepted(it) | Told::AppealOffered(it) => {
                                his.insert(it.appeal);
                                true
                            }
                            Told::AppealUpdated(it) | Told::AppealClosed(it) => his.contains(&it.appeal),
                            Told::CallRinging(it) => on_line.insert(it.appeal),
                            Told::CallAnswered(it) => {
                                on_line.insert(it.appeal);
                                true
                            }
                            Told::CallEnded(it) => on_line.remove(&it.appeal),
                            _ => true,
                        };
                        prop_assert!(is_in_order, "{told:?}");
                    }
                    prop_assert_eq!(watched.looks_at(appeal), Vec::new(), "a repeat tells nothing");
                }
                let in_work = moment.after.appeals().filter(|it| it.operator() == Some(operator));
                let unread: u32 = in_work.map(|it| it.unread).sum();
                prop_assert_eq!(watched.unread(), unread);
                let live = moment.after.appeals().filter(|it| it.live_call().is_some()).map(|it| it.id);
                let live: BTreeSet<_> = live.filter(|id| watched.ids().any(|known| known == *id)).collect();
                prop_assert_eq!(&on_line, &live);
            }
        }
    }
}
