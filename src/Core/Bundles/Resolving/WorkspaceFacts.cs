using ReleasePortal.Core.Clients.Databricks;

namespace ReleasePortal.Core.Bundles.Resolving;

/// <summary>What a bundle may ask about the workspace and about who deploys.</summary>
sealed record WorkspaceFacts(Uri Host, DatabricksUser User)
{
    /// <summary>The name before the @, for a service principal its display name, as lower-case words joined by '_'.</summary>
    public string ShortName => Words('_');

    public string DomainFriendlyName => Words('-');

    string Words(char joint)
    {
        var name = User.IsServicePrincipal ? User.DisplayName ?? User.UserName : User.UserName.Split('@')[0];
        var letters = name.ToLowerInvariant().Select(letter => char.IsLetterOrDigit(letter) ? letter : joint).ToArray();
        return string.Join(joint, new string(letters).Split(joint, StringSplitOptions.RemoveEmptyEntries));
    }
}
