//! What an answer of HTTP means for the command that waits for it.
//!
//! Owns: which answers are final. Never: what the rules say.
//!
//! Always: what may have been carried out without our knowing it is sent again under the same key, for ever. A browser
//! takes an answer for whole whose head was cut off after its first line: what does not say in its body what it means is
//! no answer.

use desk_contract::Refusal;
use desk_contract::json::read;
use desk_contract::wire::questions::UploadFile;
use desk_contract::wire::{Ask, Fault, Problem, Receipt};

/// What follows from an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is carried out and on disk.
    Granted(Receipt),
    /// A rule said no.
    Refused(Box<Refusal>),
    /// Ask again, not before so many milliseconds have passed where the server names a time.
    Later {
        /// How long the server wants to be left alone.
        after_ms: Option<u32>,
        /// Whether it is the server's own bug, which may come again for ever.
        is_bug: bool,
    },
    /// Whoever sent it is not signed in any more.
    SignIn,
    /// It is not understood and will not be; the code or status says how.
    Broken(String),
}

impl Verdict {
    /// What an answer with this status and body means. `retry_after` is the header of that name, in seconds
    /// (RFC 9110, section 10.2.3).
    #[must_use]
    pub fn of(status: u16, body: &str, retry_after: Option<&str>) -> Self {
        if (200..300).contains(&status) {
            return match read(body) {
                Ok(receipt) => Self::Granted(receipt),
                Err(_) => Self::Later { after_ms: None, is_bug: true },
            };
        }
        let problem: Option<Problem> = read(body).ok();
        if let Some(refusal) = problem.as_ref().and_then(Problem::refusal) {
            return Self::Refused(Box::new(refusal));
        }
        let seconds = retry_after.and_then(|seconds| seconds.trim().parse::<u32>().ok());
        let after_ms = seconds.map(|seconds| seconds.saturating_mul(1_000));
        let fault = problem.as_ref().and_then(Problem::fault);
        match (fault, status) {
            (Some(Fault::NotSignedIn), _) | (None, 401) => Self::SignIn,
            (Some(Fault::StillUnderWay | Fault::TooMany | Fault::Unavailable), _) => {
                Self::Later { after_ms, is_bug: false }
            }
            // 408 and 425 are a proxy's, as are 502 to 504; 0 is what a broken connection is told as.
            (None, 0 | 408 | 425 | 429 | 502..=504) => Self::Later { after_ms, is_bug: false },
            (None, _) | (_, 500..=599) => Self::Later { after_ms, is_bug: true },
            (Some(fault), _) => Self::Broken(fault.code().to_owned()),
        }
    }

    /// What an answer to the bytes of a file means. That it is there already is what was wished: the answer to an
    /// earlier try may have been lost.
    ///
    /// # Errors
    /// Whatever else was answered.
    pub fn of_bytes(status: u16, body: &str, retry_after: Option<&str>) -> Result<(), Self> {
        if status == UploadFile::QUESTION.status {
            return Ok(());
        }
        match Self::of(status, body, retry_after).of_whole_file() {
            Ok(()) if (200..300).contains(&status) => Err(Self::Broken(status.to_string())),
            said => said,
        }
    }

    /// What an answer to the word that a file is whole means; see [`Verdict::of_bytes`].
    ///
    /// # Errors
    /// Whatever else was answered.
    pub fn of_whole_file(self) -> Result<(), Self> {
        match self {
            Self::Granted(_) => Ok(()),
            Self::Refused(refusal) if *refusal == Refusal::AlreadyExists => Ok(()),
            other => Err(other),
        }
    }

    /// Nobody answered.
    #[must_use]
    pub fn silence() -> Self {
        Self::Later { after_ms: None, is_bug: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use desk_contract::refusal::Language;
    use proptest::prelude::*;

    fn told(fault: Fault) -> Verdict {
        let problem = Problem::of_fault(fault, Language::Ru);
        Verdict::of(fault.status(), &serde_json::to_string(&problem).unwrap(), None)
    }

    #[test]
    fn a_receipt_is_final() {
        assert_eq!(Verdict::of(200, r#"{"seq":7}"#, None), Verdict::Granted(Receipt { seq: 7 }));
    }

    #[test]
    fn a_rules_no_is_final_and_whole() {
        let refusal = Refusal::StillWaiting;
        let problem = Problem::of_refusal(&refusal, Language::En, |_| String::new());
        let body = serde_json::to_string(&problem).unwrap();
        assert_eq!(Verdict::of(refusal.status(), &body, None), Verdict::Refused(Box::new(refusal)));
    }

    #[test]
    fn what_is_not_yet_known_is_asked_again() {
        for fault in [Fault::StillUnderWay, Fault::TooMany, Fault::Unavailable] {
            assert_eq!(told(fault), Verdict::Later { after_ms: None, is_bug: false }, "{fault:?}");
        }
        assert_eq!(told(Fault::Internal), Verdict::Later { after_ms: None, is_bug: true });
        assert_eq!(told(Fault::NotSignedIn), Verdict::SignIn);
    }

    #[test]
    fn a_request_that_means_nothing_is_not_asked_again() {
        for fault in [Fault::KeyMissing, Fault::KeyReused, Fault::Unprocessable, Fault::TooLarge] {
            assert_eq!(told(fault), Verdict::Broken(fault.code().to_owned()));
        }
    }

    /// A file whose answer was lost is brought again with the message that it goes with, which must not come back for it.
    #[test]
    fn a_file_that_is_there_already_is_brought() {
        let problem = Problem::of_refusal(&Refusal::AlreadyExists, Language::En, |_| String::new());
        let (status, body) = (problem.status, serde_json::to_string(&problem).unwrap());
        assert_eq!(Verdict::of_bytes(status, &body, None), Ok(()));
        assert_eq!(Verdict::of(status, &body, None).of_whole_file(), Ok(()));
        assert_eq!(Verdict::of_bytes(204, "", None), Ok(()));
        assert_eq!(Verdict::of_bytes(503, "", None), Err(Verdict::silence()));
        assert!(Verdict::of_bytes(200, r#"{"seq":7}"#, None).is_err());
        let other = Verdict::Refused(Box::new(Refusal::UnknownAttachment));
        assert_eq!(other.clone().of_whole_file(), Err(other));
    }

    /// Given back, it would stand in the field again although it was carried out.
    #[test]
    fn an_answer_that_was_cut_short_is_asked_for_again() {
        let later = Verdict::Later { after_ms: None, is_bug: true };
        for status in [200, 201, 204, 400, 403, 404, 409, 422] {
            for body in ["", "{\"seq\":", "<html>"] {
                assert_eq!(Verdict::of(status, body, None), later, "{status} {body}");
            }
        }
    }

    #[test]
    fn a_proxys_no_is_only_for_now() {
        let page = "<html>Bad Gateway</html>";
        assert_eq!(
            Verdict::of(502, page, Some("3")),
            Verdict::Later { after_ms: Some(3_000), is_bug: false }
        );
        assert_eq!(Verdict::of(401, "", None), Verdict::SignIn);
    }

    proptest! {
        #[test]
        fn nothing_is_final_that_does_not_say_what_it_means(status in 0u16..700, body: String, after: Option<String>) {
            let verdict = Verdict::of(status, &body, after.as_deref());
            let is_read = serde_json::from_str::<serde_json::Value>(&body).is_ok_and(|body| body.is_object());
            if !is_read {
                prop_assert!(matches!(verdict, Verdict::Later { .. } | Verdict::SignIn), "{verdict:?}");
            }
            if !(200..300).contains(&status) {
                prop_assert!(!matches!(verdict, Verdict::Granted(_)), "{verdict:?}");
            }
        }
    }
}
