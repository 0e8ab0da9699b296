using System.Net;
using System.Text.Json;

namespace ReleasePortal.Core.Clients.Databricks;

/// <summary>The error body of every API; SCIM puts its text into <c>detail</c>. Gateways answer in HTML, which is not repeated.</summary>
sealed record DatabricksError(string? ErrorCode, string? Message, string? Detail)
{
    public static DatabricksException From(string asked, HttpStatusCode status, byte[] body)
    {
        var error = Read(body);
        return new(asked, status, error?.ErrorCode, error?.Message ?? error?.Detail ?? status.ToString());
    }

    static DatabricksError? Read(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DatabricksJson.Default.DatabricksError);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
