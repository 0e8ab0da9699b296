namespace ReleasePortal.Portal.SignIn;

/// <summary>Something was asked of a page whose person is signed in no more.</summary>
public sealed class SignedOutException() : Exception("You are signed in no more. Sign in again in this tab.");
