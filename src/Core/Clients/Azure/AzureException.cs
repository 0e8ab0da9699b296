using System.Net;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Azure did not do what was asked; the message says what that was and what Azure answered.</summary>
/// <param name="asked">What was asked, by Azure's id; nothing when the fault is not about one call.</param>
public sealed class AzureException(string? asked, string detail, HttpStatusCode? status, ArmError? error, Exception? inner = null)
    : Exception(asked is null ? detail : $"{asked}: {detail}", inner)
{
    /// <summary>What Azure answered, without what was asked.</summary>
    public string Detail => detail;

    /// <summary>Nobody has said yet, in words for people, what was asked.</summary>
    public bool IsNameless { get; private init; } = asked is not null;

    /// <summary>Empty where no answer came.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>What Resource Manager said; empty for sign-in and for no answer.</summary>
    public ArmError? Error => error;

    /// <summary>When Azure asks to be asked again; often nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Resource Manager knows the service principal, but it lacks a role.</summary>
    public bool IsDenied => error is not null && status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    /// <summary>Nothing is known about what was asked: no answer, a limit, or trouble on Azure's side.</summary>
    public bool IsUnanswered =>
        status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;

    /// <summary>Something else is at work on the resource, or Azure does not know everywhere yet what was just made.</summary>
    public bool IsPassing => error is not null && PassingFaults.Has(status, error.Code);

    /// <summary>The same call may succeed later.</summary>
    public bool IsTransient => IsUnanswered || IsPassing;

    /// <summary>The same, told of what people know: "Storage account stdlukdev could not be read".</summary>
    public AzureException About(string what) =>
        new(what, detail, status, error, InnerException) { RetryAfter = RetryAfter, IsNameless = false };
}
