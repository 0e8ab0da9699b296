namespace ReleasePortal.Sandbox.Arm;

/// <summary>The address of a resource, a group or a list of them, taken apart.</summary>
/// <param name="Text">As it came, without a slash at the end.</param>
/// <param name="Group">The resource group it is in, if any.</param>
/// <param name="Type">Such as <c>Microsoft.Storage/storageAccounts</c>; null for groups and the subscription itself.</param>
/// <param name="IsList">Whether the address ends with a type instead of a name.</param>
sealed record ArmPath(string Text, string Subscription, string? Group, string? Type, bool IsList)
{
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    public bool IsGroup => Group is not null && Type is null && !IsList;

    public string GroupId => $"/subscriptions/{Subscription}/resourceGroups/{Group}";

    public bool Is(string type) => string.Equals(Type, type, StringComparison.OrdinalIgnoreCase);

    /// <summary>What a child or an extension hangs on; null for what hangs on its group.</summary>
    public string? Parent
    {
        get
        {
            var provider = Text.LastIndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
            var own = Text[(provider + "/providers/".Length)..].Split('/');
            if (own.Length > 3)
            {
                return string.Join('/', Text.Split('/')[..^2]);
            }

            var scope = Text[..provider];
            return scope.Contains("/providers/", StringComparison.OrdinalIgnoreCase) ? scope : null;
        }
    }

    /// <summary>Null if it is no address of a resource.</summary>
    public static ArmPath? Parse(string path)
    {
        var text = "/" + path.Trim('/');
        var parts = text.Split('/')[1..];
        if (parts.Length < 2 || !Same(parts[0], "subscriptions"))
        {
            return null;
        }

        var inGroup = parts.Length >= 3 && Same(parts[2], "resourceGroups");
        var group = inGroup && parts.Length >= 4 ? parts[3] : null;
        var provider = Array.FindLastIndex(parts, part => Same(part, "providers"));
        if (provider < 0)
        {
            return parts.Length <= (inGroup ? 4 : 2) ? new(text, parts[1], group, null, inGroup && group is null) : null;
        }

        var tail = parts[(provider + 1)..];
        if (tail.Length < 2)
        {
            return null;
        }

        var isList = tail.Length % 2 == 0;
        var types = tail.Skip(1).Where((_, index) => index % 2 == 0);
        return new(text, parts[1], group, $"{tail[0]}/{string.Join('/', types)}", isList);
    }

    static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
