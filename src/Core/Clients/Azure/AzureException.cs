using System.Net;

namespace ReleasePortal.Core.Clients.Azure;

/// <summary>Azure did not do what was asked; the message says what that was and what Azure answered.</summary>
public sealed class AzureException(string message, HttpStatusCode? status, ArmError? error, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Empty where no answer came.</summary>
    public HttpStatusCode? Status => status;

    /// <summary>What Resource Manager said; empty for sign-in and for no answer.</summary>
    public ArmError? Error => error;

    /// <summary>Resource Manager knows the service principal, but it lacks a role.</summary>
    public bool IsDenied => error is not null && status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized;

    /// <summary>The same call may succeed later: no answer, a limit, or trouble on Azure's side.</summary>
    public bool IsTransient => status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError;
}
