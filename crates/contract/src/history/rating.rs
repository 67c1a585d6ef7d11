//! What clients thought of the service: up to three ratings of an appeal, and their filter (R12).
//!
//! Owns: the five ratings, their marks, and which appeals a choice in the filter matches.
//! Never: asks a client, or knows which question a rating answers.

use crate::channel::Channel;
use serde::{Deserialize, Serialize};

/// One rating that a client gave. The sixth value of the filter, «Без оценки», is the absence of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum Rating {
    /// Очень плохо; calls only.
    VeryBad,
    /// Плохо.
    Bad,
    /// Нормально; calls only.
    Normal,
    /// Хорошо.
    Good,
    /// Отлично; calls only.
    Excellent,
}

impl Rating {
    /// Every rating, the worst first.
    pub const ALL: [Self; 5] = [Self::VeryBad, Self::Bad, Self::Normal, Self::Good, Self::Excellent];

    /// The mark from 1, the worst, to 5, the best. Texts know only two ratings; they have the marks
    /// that the same words have in a call.
    #[must_use]
    pub fn mark(self) -> u8 {
        match self {
            Self::VeryBad => 1,
            Self::Bad => 2,
            Self::Normal => 3,
            Self::Good => 4,
            Self::Excellent => 5,
        }
    }
}

/// The mean of an appeal's ratings in hundredths of a mark: 433 is 4.33.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct MeanRating(u16);

impl MeanRating {
    /// The mean of those ratings that were given, half up to a hundredth; `None` when none was.
    #[must_use]
    pub fn of(ratings: [Option<Rating>; 3]) -> Option<Self> {
        let marks = ratings.into_iter().flatten().map(|rating| u16::from(rating.mark()));
        let (count, sum) = marks.fold((0_u16, 0_u16), |(count, sum), mark| (count + 1, sum + mark));
        let doubled = sum * 200 + count;
        doubled.checked_div(count * 2).map(Self)
    }

    /// The mean in hundredths of a mark.
    #[must_use]
    pub fn hundredths(self) -> u16 {
        self.0
    }
}

/// One value of the filter by rating (R2, R12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RatingChoice {
    /// Отлично; calls only.
    Excellent,
    /// Хорошо.
    Good,
    /// Нормально; calls only.
    Normal,
    /// Плохо.
    Bad,
    /// Очень плохо; calls only.
    VeryBad,
    /// Без оценки.
    Unrated,
}

impl RatingChoice {
    /// Every choice, in the order in which the filter offers them.
    pub const ALL: [Self; 6] =
        [Self::Excellent, Self::Good, Self::Normal, Self::Bad, Self::VeryBad, Self::Unrated];

    /// The rating that is looked for; `None` for «Без оценки».
    #[must_use]
    pub fn rating(self) -> Option<Rating> {
        match self {
            Self::Excellent => Some(Rating::Excellent),
            Self::Good => Some(Rating::Good),
            Self::Normal => Some(Rating::Normal),
            Self::Bad => Some(Rating::Bad),
            Self::VeryBad => Some(Rating::VeryBad),
            Self::Unrated => None,
        }
    }

    /// Whether only calls can be rated so. A text that is rated so nevertheless is not matched.
    #[must_use]
    pub fn is_for_calls_only(self) -> bool {
        matches!(self, Self::Excellent | Self::Normal | Self::VeryBad)
    }

    /// Whether an appeal matches: one of its three ratings is this, or none was given for «Без оценки».
    #[must_use]
    pub fn matches(self, channel: Channel, ratings: [Option<Rating>; 3]) -> bool {
        if self.is_for_calls_only() && channel != Channel::Call {
            return false;
        }
        match self.rating() {
            Some(rating) => ratings.contains(&Some(rating)),
            None => ratings == [None; 3],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Rating::{Bad, Excellent, Good, Normal, VeryBad};

    #[test]
    fn the_mean_is_of_the_ratings_that_were_given() {
        let mean = |ratings| MeanRating::of(ratings).map(MeanRating::hundredths);
        assert_eq!(mean([None; 3]), None);
        assert_eq!(mean([None, Some(VeryBad), None]), Some(100));
        assert_eq!(mean([Some(Good), None, Some(Excellent)]), Some(450));
        assert_eq!(mean([Some(Good), Some(Good), Some(Excellent)]), Some(433));
        assert_eq!(mean([Some(Good), Some(Excellent), Some(Excellent)]), Some(467));
        assert_eq!(mean([Some(Bad), Some(Normal), Some(Bad)]), Some(233));
        assert_eq!(mean([Some(Excellent); 3]), Some(500));
    }

    #[test]
    fn a_better_rating_has_a_higher_mark() {
        assert!(Rating::ALL.is_sorted_by(|worse, better| worse < better && worse.mark() < better.mark()));
        assert_eq!(Rating::ALL.map(Rating::mark), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn the_filter_offers_every_rating_and_none() {
        let offered: Vec<_> = RatingChoice::ALL.into_iter().filter_map(RatingChoice::rating).rev().collect();
        assert_eq!(offered, Rating::ALL);
        assert_eq!(RatingChoice::Unrated.rating(), None);
    }

    #[test]
    fn good_bad_and_none_match_texts_and_calls_the_others_calls_only() {
        for choice in RatingChoice::ALL {
            let ratings = [None, choice.rating(), None];
            let both = matches!(choice, RatingChoice::Good | RatingChoice::Bad | RatingChoice::Unrated);
            for channel in Channel::ALL {
                let expected = both || channel == Channel::Call;
                assert_eq!(choice.matches(channel, ratings), expected, "{choice:?} {channel:?}");
            }
        }
    }

    #[test]
    fn any_of_the_three_ratings_is_enough() {
        for ratings in [[Some(Bad), None, None], [Some(Good), Some(Bad), None], [None, None, Some(Bad)]] {
            assert!(RatingChoice::Bad.matches(Channel::Sms, ratings));
            assert!(!RatingChoice::Unrated.matches(Channel::Sms, ratings));
            assert!(!RatingChoice::Normal.matches(Channel::Call, ratings));
        }
    }

    #[test]
    fn the_names_on_the_wire_are_stable() {
        assert_eq!(
            serde_json::to_string(&RatingChoice::ALL).unwrap(),
            r#"["excellent","good","normal","bad","very_bad","unrated"]"#
        );
        assert_eq!(
            serde_json::to_string(&Rating::ALL).unwrap(),
            r#"["very_bad","bad","normal","good","excellent"]"#
        );
    }
}
