//! How often somebody may ask: a bucket of requests each, which fills up again as time goes by.

use crate::failure::Failure;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// How much a bucket holds, and how fast it fills.
#[derive(Clone, Copy)]
struct Measure {
    most: f64,
    a_second: f64,
}

/// A person, however quick, with all that his page asks by itself.
const REQUESTS: Measure = Measure { most: 400.0, a_second: 50.0 };
/// Passwords are not guessed at this pace.
const SIGN_INS: Measure = Measure { most: 10.0, a_second: 0.2 };
/// Typing is said every few seconds.
const WHISPERS: Measure = Measure { most: 60.0, a_second: 5.0 };
/// A visitor of the site, with all that his page asks by itself.
const VISITORS: Measure = Measure { most: 120.0, a_second: 10.0 };
/// What he says, however quick he is.
const SAYINGS: Measure = Measure { most: 20.0, a_second: 0.5 };
/// The files that he brings.
const BRINGINGS: Measure = Measure { most: 20.0, a_second: 0.2 };
/// Visitors who come to a line and say their first words: whoever makes himself many is still one crowd.
const STRANGERS: Measure = Measure { most: 120.0, a_second: 2.0 };
/// The files that all visitors of a line bring.
const BRINGINGS_BY_LINE: Measure = Measure { most: 300.0, a_second: 3.0 };
/// Full buckets are forgotten when there are so many.
const MANY: usize = 20_000;

/// Every bucket.
#[derive(Debug, Default)]
pub(crate) struct Limits(Mutex<HashMap<String, Bucket>>);

#[derive(Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Limits {
    /// One more request of a session.
    pub(crate) fn request(&self, session: &str) -> Result<(), Failure> {
        self.take(format!("session:{session}"), REQUESTS, Instant::now())
    }

    /// One more try to sign in under a name.
    pub(crate) fn sign_in(&self, login: &str) -> Result<(), Failure> {
        self.take(format!("login:{login}"), SIGN_INS, Instant::now())
    }

    /// One more whisper of a session.
    pub(crate) fn whisper(&self, session: &str) -> Result<(), Failure> {
        self.take(format!("whisper:{session}"), WHISPERS, Instant::now())
    }

    /// One more request of a visitor.
    pub(crate) fn visitor(&self, visitor: &str) -> Result<(), Failure> {
        self.take(format!("visitor:{visitor}"), VISITORS, Instant::now())
    }

    /// One more message of a visitor; of one whom nobody knows, one more of his line's strangers.
    pub(crate) fn saying(&self, visitor: &str, stranger_at: Option<&str>) -> Result<(), Failure> {
        if let Some(line) = stranger_at {
            self.take(format!("strangers:{line}"), STRANGERS, Instant::now())?;
        }
        self.take(format!("saying:{visitor}"), SAYINGS, Instant::now())
    }

    /// One more file of a visitor of a line.
    pub(crate) fn bringing(&self, visitor: &str, line: &str) -> Result<(), Failure> {
        self.take(format!("bringing:{line}"), BRINGINGS_BY_LINE, Instant::now())?;
        self.take(format!("bringing:{visitor}"), BRINGINGS, Instant::now())
    }

    fn take(&self, who: String, measure: Measure, now: Instant) -> Result<(), Failure> {
        let mut buckets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() > MANY {
            buckets.retain(|_, bucket| now.duration_since(bucket.at).as_secs() < 60);
        }
        let bucket = buckets.entry(who).or_insert(Bucket { left: measure.most, at: now });
        let filled = now.duration_since(bucket.at).as_secs_f64() * measure.a_second;
        bucket.left = (bucket.left + filled).min(measure.most);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(Failure::TooMany { seconds: if measure.a_second < 1.0 { 5 } else { 1 } });
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn whoever_asks_too_often_waits_and_nobody_else_does() {
        let (limits, now) = (Limits::default(), Instant::now());
        let measure = Measure { most: 2.0, a_second: 1.0 };
        let take = |who: &str, after: u64| {
            limits.take(who.to_owned(), measure, now + Duration::from_secs(after)).is_ok()
        };
        assert!(take("a", 0) && take("a", 0));
        assert!(!take("a", 0));
        assert!(take("b", 0));
        assert!(take("a", 1));
        assert!(!take("a", 1));
    }
}
