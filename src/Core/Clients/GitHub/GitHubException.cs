using System.Net;

namespace ReleasePortal.Core.Clients.GitHub;

/// <summary>GitHub did not do what was asked; the message says what that was and what GitHub answered.</summary>
public sealed class GitHubException(string message, HttpStatusCode? status, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Empty where no answer came.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>It does not exist, or may not be seen: GitHub does not tell the two apart.</summary>
    public bool IsNotFound => status is HttpStatusCode.NotFound;

    /// <summary>The same call may succeed later: no answer, a limit, or trouble on GitHub's side.</summary>
    public bool IsTransient =>
        status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
}
