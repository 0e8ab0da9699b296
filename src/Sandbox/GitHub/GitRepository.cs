using LibGit2Sharp;

namespace ReleasePortal.Sandbox.GitHub;

/// <summary>The bare repository on disk. Every call opens it anew: an open one must not be shared between threads.</summary>
sealed class GitRepository(string folder)
{
    public const string Owner = "nanba";
    public const string Name = "nanba-databricks";
    public const string DefaultBranch = "main";

    public string Folder => folder;

    public bool Exists => Repository.IsValid(folder);

    public void Create()
    {
        Repository.Init(folder, isBare: true);
        using var repository = Open();
        repository.Refs.UpdateTarget("HEAD", "refs/heads/" + DefaultBranch);
        // GitHub lets a client fetch any commit that it can name.
        repository.Config.Set("uploadpack.allowAnySHA1InWant", true);
        repository.Config.Set("core.logAllRefUpdates", false);
    }

    public Repository Open() => new(folder);

    /// <summary>Branches and tags by full name.</summary>
    public IReadOnlyDictionary<string, string> Refs()
    {
        using var repository = Open();
        return repository.Refs
            .Where(reference => reference is DirectReference)
            .ToDictionary(reference => reference.CanonicalName, reference => reference.TargetIdentifier, StringComparer.Ordinal);
    }

    /// <summary>Makes the commit on the default branch, on the server's side.</summary>
    public string Commit(NewCommit commit, DateTimeOffset at)
    {
        using var repository = Open();
        var branch = "refs/heads/" + DefaultBranch;
        var parent = repository.Branches[DefaultBranch]?.Tip;
        var tree = parent is null ? new TreeDefinition() : TreeDefinition.From(parent.Tree);
        foreach (var (path, text) in commit.Files)
        {
            if (text is null)
            {
                tree.Remove(path);
            }
            else
            {
                using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
                tree.Add(path, repository.ObjectDatabase.CreateBlob(content), Mode.NonExecutableFile);
            }
        }

        var signature = commit.Signature(at);
        var made = repository.ObjectDatabase.CreateCommit(
            signature,
            signature,
            commit.FullMessage,
            repository.ObjectDatabase.CreateTree(tree),
            parent is null ? [] : [parent],
            prettifyMessage: false);
        if (parent is null)
        {
            repository.Refs.Add(branch, made.Id);
        }
        else
        {
            repository.Refs.UpdateTarget(branch, made.Sha);
        }

        return made.Sha;
    }
}
