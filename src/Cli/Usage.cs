namespace ReleasePortal.Cli;

static class Usage
{
    const string Environment = """
        Works in the folder of a bundle or below, or in DATABRICKS_BUNDLE_ROOT. Talks to DATABRICKS_HOST; where that is not set, to the workspace.host
        of the target. Signs in with DATABRICKS_TOKEN, or with ARM_CLIENT_ID, ARM_CLIENT_SECRET and ARM_TENANT_ID.

        """;

    /// <summary>The other half of the program.</summary>
    public const string Provision = """
        provision: what a stage stands on in Azure and Unity Catalog, with the settings of the portal.

        provision plan      Shows what would be created or changed, field by field
        provision apply     Shows the plan, asks, and carries it out; the same call again goes on after an interruption
        provision doctor    Shows what the service principal may not do yet, and how to grant it

          -s, --stage NAME        The stage; needed
          -p, --pipeline KEY      The pipeline, where there are several
              --settings FILE     The portal's settings, like appsettings.json, or NAME=VALUE lines in a file that ends in .env;
                                  may be given several times. The environment is stronger
          -o, --output FORM       text or json
              --auto-approve      Does not ask
              --plan-digest SHA   Applies the plan of this digest and no other, without asking

        """;

    /// <summary>What can be called, and what for.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["bundle validate"] = "Loads, resolves and checks the bundle; changes nothing",
        ["bundle plan"] = "Shows what a deployment would change",
        ["bundle deploy"] = "Deploys the bundle",
        ["bundle destroy"] = "Deletes everything that was deployed",
        ["bundle summary"] = "Shows what is deployed and where",
    };

    /// <summary>The first word of several commands.</summary>
    public static bool IsGroup(string words) =>
        words.Length > 0 && Commands.Keys.Any(command => command.StartsWith($"{words} ", StringComparison.Ordinal));

    /// <param name="command">One that is not known gets the help of all.</param>
    public static string Of(string command)
    {
        string[] heading = Commands.TryGetValue(command, out var purpose)
            ? [$"{command}: {purpose}."]
            : ["bundle: deploys Databricks bundles.", "", .. Commands.Select(
                each => $"{each.Key,-19}{each.Value}"), "", "COMMAND --help tells of one of them."];
        var options = Option.All.Where(option => !Commands.ContainsKey(command) || option.IsOf(command))
            .Select(option => option.ToString());
        return string.Join('\n', [.. heading, "", .. options, "", Environment]) + (Commands.ContainsKey(command) ? "" : $"\n{Provision}");
    }
}
