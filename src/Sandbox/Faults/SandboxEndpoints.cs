namespace ReleasePortal.Sandbox.Faults;

/// <summary>Faults and requests over HTTP, on the port of every stand-in.</summary>
static class SandboxEndpoints
{
    public const string Prefix = "/_sandbox";

    public static void Map(IEndpointRouteBuilder routes, FaultRules rules, RequestLog requests)
    {
        routes.MapPost(Prefix + "/faults", (Fault fault) =>
        {
            rules.Add(fault);
            return Results.NoContent();
        });
        routes.MapDelete(Prefix + "/faults", () =>
        {
            rules.Clear();
            return Results.NoContent();
        });
        routes.MapGet(Prefix + "/requests", () => requests.All);
        routes.MapDelete(Prefix + "/requests", () =>
        {
            requests.Clear();
            return Results.NoContent();
        });
    }
}
