//! The form of a report as it stands: period, groups, filters, grouping.
//!
//! Owns: what is filled in, as the fields hold it, and the step from there to a query and back. Never: which days a
//! period by name is, or how a query is spelled; the contract has both.

use crate::i18n::{day_begins, local_date, moment_field, read_moment};
use crate::parts::checked_keys;
use chrono::NaiveDate;
use desk_contract::Timestamp;
use desk_contract::appeal::Outcome;
use desk_contract::history::{Creation, Grouping, HistoryQuery, Preset, RatingChoice};
use leptos::prelude::*;
use std::str::FromStr;

/// The key of a period of one's own.
pub(in crate::history) const OWN: &str = "own";

/// The keys of the periods by name.
pub(in crate::history) fn preset_key(preset: Preset) -> &'static str {
    match preset {
        Preset::Today => "today",
        Preset::Yesterday => "yesterday",
        Preset::Last7Days => "last-7-days",
        Preset::Last30Days => "last-30-days",
        Preset::ThisMonth => "this-month",
        Preset::LastMonth => "last-month",
    }
}

fn preset_of(key: &str) -> Option<Preset> {
    Preset::ALL.into_iter().find(|preset| preset_key(*preset) == key)
}

/// What a report may be filtered by; the groups stand beside the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::history) enum Filter {
    /// Оценка клиента.
    Rating,
    /// Сотрудник.
    Operator,
    /// Точка входа.
    EntryPoint,
    /// Результат.
    Outcome,
    /// Тематика.
    Topic,
    /// Способ создания.
    Creation,
}

impl Filter {
    /// All of them, in the order of the panel.
    pub(in crate::history) const ALL: [Self; 6] =
        [Self::Rating, Self::Operator, Self::EntryPoint, Self::Outcome, Self::Topic, Self::Creation];
}

/// What is filled in.
#[derive(Clone, Copy)]
pub(in crate::history) struct Draft {
    /// The key of the period: a name's, or [`OWN`].
    pub(in crate::history) period: RwSignal<&'static str>,
    /// The bounds of a period of one's own, as fields hold moments.
    pub(in crate::history) from: RwSignal<String>,
    /// The first moment after it.
    pub(in crate::history) until: RwSignal<String>,
    /// The keys of the groups.
    pub(in crate::history) groups: RwSignal<Vec<String>>,
    /// The key of the grouping.
    pub(in crate::history) grouping: RwSignal<String>,
    /// Whether the panel of filters is unfolded.
    pub(in crate::history) is_unfolded: RwSignal<bool>,
    filters: [RwSignal<Vec<String>>; 6],
}

impl Draft {
    pub(in crate::history) fn new() -> Self {
        Self {
            period: RwSignal::new(preset_key(Preset::Last7Days)),
            from: RwSignal::default(),
            until: RwSignal::default(),
            groups: RwSignal::default(),
            grouping: RwSignal::new(grouping_key(Grouping::default())),
            is_unfolded: RwSignal::new(false),
            filters: std::array::from_fn(|_| RwSignal::default()),
        }
    }

    /// The keys that a filter holds.
    pub(in crate::history) fn filter(self, filter: Filter) -> RwSignal<Vec<String>> {
        let [rating, operator, entry_point, outcome, topic, creation] = self.filters;
        match filter {
            Filter::Rating => rating,
            Filter::Operator => operator,
            Filter::EntryPoint => entry_point,
            Filter::Outcome => outcome,
            Filter::Topic => topic,
            Filter::Creation => creation,
        }
    }

    /// How many filters hold something.
    pub(in crate::history) fn filters_set(self) -> usize {
        self.filters.iter().filter(|filter| !filter.read().is_empty()).count()
    }

    /// Empties them all.
    pub(in crate::history) fn clear_filters(self) {
        self.filters
            .iter()
            .filter(|filter| !filter.read_untracked().is_empty())
            .for_each(|it| it.set(Vec::new()));
    }

    /// The period's bounds by a clock; `None` while its own is half filled in, or ends before it begins.
    pub(in crate::history) fn bounds(self, today: NaiveDate) -> Option<(Timestamp, Timestamp)> {
        let bounds = match preset_of(self.period.get()) {
            Some(preset) => preset.bounds(today, day_begins),
            None => (read_moment(&self.from.read())?, read_moment(&self.until.read())?),
        };
        Some(bounds).filter(|(from, until)| from < until)
    }

    /// What would be asked for now.
    pub(in crate::history) fn query(self, now: Timestamp) -> Option<HistoryQuery> {
        let (from, until) = self.bounds(local_date(now))?;
        let filter = |filter| self.filter(filter).get();
        Some(HistoryQuery {
            groups: ids(&self.groups.read()),
            ratings: named(&filter(Filter::Rating), &RatingChoice::ALL),
            operators: ids(&filter(Filter::Operator)),
            entry_points: ids(&filter(Filter::EntryPoint)),
            outcomes: filter(Filter::Outcome).iter().filter_map(|key| outcome_of(key)).collect(),
            topics: ids(&filter(Filter::Topic)),
            creations: named(&filter(Filter::Creation), &Creation::ALL),
            grouping: named(&[self.grouping.get()], &Grouping::ALL).first().copied().unwrap_or_default(),
            ..HistoryQuery::of_period(from, until)
        })
    }

    /// Chooses a period; one's own begins with the bounds of the one before.
    pub(in crate::history) fn choose_period(self, key: &'static str, now: Timestamp) {
        let before = untrack(|| self.bounds(local_date(now)));
        if let (OWN, Some(bounds)) = (key, before) {
            self.set_own(bounds);
        }
        self.period.set(key);
    }

    /// Fills the form in with what an address asks for.
    pub(in crate::history) fn fill_in(self, query: &HistoryQuery, now: Timestamp) {
        let bounds = (query.from, query.until);
        let known = preset_of(self.period.get_untracked());
        let today = local_date(now);
        // On the first of a month two names mean the same day: the one that was pressed stays.
        let is_still = known.is_some_and(|preset| preset.bounds(today, day_begins) == bounds);
        if !is_still {
            let preset = Preset::of(bounds, today, day_begins);
            if preset.is_none() {
                self.set_own(bounds);
            }
            self.period.set(preset.map_or(OWN, preset_key));
        }
        put(self.groups, checked_keys(&query.groups));
        put(self.filter(Filter::Rating), query.ratings.iter().map(key_of).collect());
        put(self.filter(Filter::Operator), checked_keys(&query.operators));
        put(self.filter(Filter::EntryPoint), checked_keys(&query.entry_points));
        put(self.filter(Filter::Outcome), query.outcomes.iter().map(|it| outcome_key(*it)).collect());
        put(self.filter(Filter::Topic), checked_keys(&query.topics));
        put(self.filter(Filter::Creation), query.creations.iter().map(key_of).collect());
        self.grouping.set(grouping_key(query.grouping));
        if untrack(|| self.filters_set()) > 0 {
            self.is_unfolded.set(true);
        }
    }

    fn set_own(self, (from, until): (Timestamp, Timestamp)) {
        self.from.set(moment_field(from));
        self.until.set(moment_field(until));
    }
}

/// The same keys are no change.
fn put(signal: RwSignal<Vec<String>>, keys: Vec<String>) {
    if *signal.read_untracked() != keys {
        signal.set(keys);
    }
}

fn ids<Id: FromStr>(keys: &[String]) -> Vec<Id> {
    keys.iter().filter_map(|key| key.parse().ok()).collect()
}

/// The key of a value that has a name and no id.
pub(in crate::history) fn key_of(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

fn named<T: Copy + std::fmt::Debug>(keys: &[String], all: &[T]) -> Vec<T> {
    keys.iter().filter_map(|key| all.iter().find(|it| key_of(it) == *key).copied()).collect()
}

/// The key of a grouping.
pub(in crate::history) fn grouping_key(grouping: Grouping) -> String {
    key_of(&grouping)
}

const NAMED_OUTCOMES: [Outcome; 3] = [Outcome::Spam, Outcome::Missed, Outcome::ReturnedToCampaign];

/// The results that are not in the directory.
pub(in crate::history) fn named_outcomes() -> [Outcome; 3] {
    NAMED_OUTCOMES
}

/// The key of a result.
pub(in crate::history) fn outcome_key(outcome: Outcome) -> String {
    match outcome {
        Outcome::Listed { id } => id.to_string(),
        named => key_of(&named),
    }
}

fn outcome_of(key: &str) -> Option<Outcome> {
    let named = NAMED_OUTCOMES.into_iter().find(|outcome| key_of(outcome) == key);
    named.or_else(|| Some(Outcome::Listed { id: key.parse().ok()? }))
}
