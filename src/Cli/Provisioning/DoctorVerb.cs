using System.Text.Json;
using System.Text.Json.Serialization;
using ReleasePortal.Core.Provisioning;
using ReleasePortal.Core.Provisioning.Access;

namespace ReleasePortal.Cli.Provisioning;

/// <summary>Tells what the service principal may not do yet, and how somebody gives it that.</summary>
sealed class DoctorVerb : IProvisionVerb
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    public async Task<bool> RunAsync(ProvisionCall call, CancellationToken cancellationToken)
    {
        var checks = await call.Get<VerifyAccess>().RunAsync(call.Get<StageBlueprints>().Of(call.Stage), cancellationToken);
        await call.Terminal.Out.WriteLineAsync(call.Line.AsJson ? JsonSerializer.Serialize(checks, Json) : Text(call.Heading, checks));
        return !checks.Any(check => check.IsMissing);
    }

    static string Text(string heading, IReadOnlyList<AccessCheck> checks) => string.Join('\n',
    [
        heading,
        "",
        .. checks.Select(check => $"{Word(check.State),-8} {check.Action}{(check.Reason is null ? "" : $": {check.Reason}")}"),
        "",
        .. Missing([.. checks.Where(check => check.IsMissing)], checks.Count(check => check.State is AccessState.Unknown)),
    ]);

    /// <summary>One remedy often helps with several.</summary>
    static IEnumerable<string> Missing(IReadOnlyList<AccessCheck> missing, int unknown) => missing.Count == 0
        ? [unknown == 0 ? "Nothing is missing." : $"Nothing is known to be missing; {unknown} of what is needed could not be looked up."]
        : missing.GroupBy(check => (check.Scope, check.Remedy)).SelectMany(group => (string[])
        [
            $"Missing on {group.Key.Scope}:",
            .. group.Select(check => $"  {check.Action}"),
            $"  Remedy: {group.Key.Remedy}",
        ]);

    static string Word(AccessState state) => state switch
    {
        AccessState.Granted => "granted",
        AccessState.Missing => "MISSING",
        _ => "unknown",
    };
}
