using System.Text.Json.Nodes;

namespace ReleasePortal.Sandbox.Hosting;

/// <summary>What a stand-in answers instead of the thing asked for, in the error shape of its original.</summary>
sealed class Refusal(int status, JsonNode body) : Exception($"{status} {body.ToJsonString()}")
{
    public int Status => status;

    public JsonNode Body => body;

    /// <summary>Turns refusals into answers; everything else is a fault of the sandbox and stays one.</summary>
    public static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (Refusal refusal) when (!context.Response.HasStarted)
        {
            context.Response.StatusCode = refusal.Status;
            await context.Response.WriteAsJsonAsync(refusal.Body, context.RequestAborted);
        }
    }
}
