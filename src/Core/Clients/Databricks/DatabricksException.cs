using System.Net;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>A workspace refused a call or could not be reached; the message says what was asked, never with which token.</summary>
public sealed class DatabricksException(string asked, HttpStatusCode? status, string? errorCode, string detail, Exception? cause = null)
    : Exception($"{asked}: {Describe(status, errorCode)}{detail}", cause)
{
    /// <summary>Method and path, for example <c>POST /api/2.2/jobs/create</c>, until somebody says it in words for people.</summary>
    public string Asked { get; } = asked;

    public bool IsNameless { get; private init; } = true;

    /// <summary>Null when no answer came.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>For example <c>RESOURCE_DOES_NOT_EXIST</c>; null when the answer had none.</summary>
    public string? ErrorCode { get; } = errorCode;

    public string Detail { get; } = detail;

    /// <summary>Status, code and detail, without what was asked.</summary>
    public string Answer => $"{Describe(Status, ErrorCode)}{Detail}";

    /// <summary>Another change at the same thing was faster; any other conflict, such as that it exists already, stays one.
    /// Source: https://databricks.github.io/sdk-js/api/variables/_databricks_sdk-apps.v1.ErrorCode.html</summary>
    static readonly HashSet<string> PassingConflicts = new(StringComparer.Ordinal) { "ABORTED", "RESOURCE_CONFLICT", "COULD_NOT_ACQUIRE_LOCK" };

    /// <summary>The same call may succeed later: too many requests, a server fault, no answer, another change at the same thing.</summary>
    public bool MayPass =>
        Status is null or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError
        || (Status is HttpStatusCode.Conflict && ErrorCode is not null && PassingConflicts.Contains(ErrorCode));

    /// <summary>Jobs answer 400 for a job that is gone, everything else answers 404.</summary>
    public bool SaysMissing => Status is HttpStatusCode.NotFound
        || (Status is HttpStatusCode.BadRequest && Detail.Contains("does not exist", StringComparison.Ordinal));

    /// <summary>A user, group or service principal of the call does not exist in the account.</summary>
    public bool SaysNoPrincipal =>
        ErrorCode is "PRINCIPAL_DOES_NOT_EXIST" || Detail.StartsWith("Could not find principal", StringComparison.Ordinal);

    /// <summary>The body was wrong, so it stays wrong.</summary>
    public bool SaysInvalid => Status is HttpStatusCode.BadRequest && ErrorCode is "INVALID_PARAMETER_VALUE" or "MALFORMED_REQUEST";

    /// <summary>The same, told of what people know: "Catalog nanba_dev could not be read".</summary>
    public DatabricksException About(string what) => new(what, Status, ErrorCode, Detail, InnerException) { IsNameless = false };

    static string Describe(HttpStatusCode? status, string? errorCode) => (status, errorCode) switch
    {
        (null, _) => "",
        (_, null) => $"{(int)status} ",
        _ => $"{(int)status} {errorCode} ",
    };
}
