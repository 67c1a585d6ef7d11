//! Why a socket is closed, and what the browser then does.
//!
//! Owns: the codes; those from 4000 on are a program's own (RFC 6455, section 7.4.2).

/// Why a socket is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CloseCode {
    /// The server stops or starts anew (RFC 6455's own 1001).
    GoingAway,
    /// What the other end sent is no frame of this interface.
    BadFrame,
    /// The token or the session has run out.
    TokenExpired,
    /// The other end has not been heard for longer than the deadline.
    Silent,
    /// The operator has opened the desk elsewhere, and wants it there.
    TakenOver,
    /// The browser reads more slowly than things happen, and what it has not read is too much to keep.
    TooSlow,
}

/// What the browser does once a socket is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AfterClose {
    /// Connects again after a moment, naming the last number it has; what is open stays open.
    Reconnect,
    /// Gets a new token or lets the operator sign in; then connects again.
    SignIn,
    /// Stands still until the operator takes the desk back.
    StandStill,
}

impl CloseCode {
    /// Every code.
    pub const ALL: [Self; 6] =
        [Self::GoingAway, Self::BadFrame, Self::TokenExpired, Self::Silent, Self::TakenOver, Self::TooSlow];

    /// The number on the wire.
    #[must_use]
    pub fn code(self) -> u16 {
        match self {
            Self::GoingAway => 1001,
            Self::BadFrame => 4400,
            Self::TokenExpired => 4401,
            Self::Silent => 4408,
            Self::TakenOver => 4409,
            Self::TooSlow => 4429,
        }
    }

    /// The code of a number; `None` for one that the network or a newer server came up with.
    #[must_use]
    pub fn of(code: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.code() == code)
    }

    /// Why, in English: what a log shows, and the closing frame carries (123 bytes at most, RFC 6455, section 5.5).
    #[must_use]
    pub fn reason(self) -> &'static str {
        match self {
            Self::GoingAway => "the server stops",
            Self::BadFrame => "not a frame of this interface",
            Self::TokenExpired => "the token has expired",
            Self::Silent => "not heard from in time",
            Self::TakenOver => "the desk is open elsewhere",
            Self::TooSlow => "reads too slowly",
        }
    }

    /// What the browser then does.
    #[must_use]
    pub fn what_next(self) -> AfterClose {
        match self {
            Self::GoingAway | Self::BadFrame | Self::Silent | Self::TooSlow => AfterClose::Reconnect,
            Self::TokenExpired => AfterClose::SignIn,
            Self::TakenOver => AfterClose::StandStill,
        }
    }
}
