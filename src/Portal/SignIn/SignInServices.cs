using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using Microsoft.Identity.Web;
using ReleasePortal.Core.People;
using ReleasePortal.Core.Settings;

namespace ReleasePortal.Portal.SignIn;

/// <summary>Sign-in with Microsoft Entra ID. The Sandbox's stand-in differs by settings alone.</summary>
public static class SignInServices
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings(new SettingSection<SignInOptions>(configuration, SignInOptions.Section) { IsShared = true });
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddAuthentication(OpenIdConnectDefaults.AuthenticationScheme)
            .AddMicrosoftIdentityWebApp(configuration.GetSection(SignInOptions.Section));
        services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
            .Configure<IOptions<SignInOptions>, TimeProvider>((options, signIn, clock) =>
        {
            // Microsoft.Identity.Web ignores this key of its own section.
            options.RequireHttpsMetadata = signIn.Value.RequireHttpsMetadata;
            var before = options.Events.OnTokenValidated;
            options.Events.OnTokenValidated = async context =>
            {
                await before(context);
                SignedIn.Stamp(context.Principal!, clock, context.HttpContext.Connection.RemoteIpAddress?.ToString());
                if (AppRoles.Highest(context.Principal!) is not null)
                {
                    await context.HttpContext.RequestServices.GetRequiredService<RememberPerson>()
                        .RunAsync(context.Principal!.AsPerson(), context.HttpContext.RequestAborted);
                }
            };
        });
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<TimeProvider, EndedSignIns>(Cookie);
        services.AddAuthorization(Policies.Define);
        services.AddCascadingAuthenticationState();
        services.AddScoped<AuthenticationStateProvider, Revalidation>();
        services.AddSingleton<EndedSignIns>();
        services.AddScoped<WhoIsHere>();
        services.AddDataProtection().SetApplicationName("release-portal").PersistKeysToFileSystem(KeysFolder(configuration));
        return services;
    }

    static void Cookie(CookieAuthenticationOptions options, TimeProvider clock, EndedSignIns ended)
    {
        options.Cookie.Name = "release-portal";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = SignedIn.Lifetime;
        options.SlidingExpiration = false;
        options.AccessDeniedPath = "/no-access";
        options.Events.OnValidatePrincipal = context =>
        {
            if (!SignedIn.IsFresh(context.Principal!, clock) || ended.Has(context.Principal!))
            {
                context.RejectPrincipal();
            }

            return Task.CompletedTask;
        };
    }

    // Beside the database unless set: what must survive a restart then lies on one volume.
    static DirectoryInfo KeysFolder(IConfiguration configuration)
    {
        var set = configuration["AzureAd:KeysFolder"];
        if (!string.IsNullOrWhiteSpace(set))
        {
            return new(set);
        }

        var database = configuration.GetConnectionString("Portal")?
            .Split(';', StringSplitOptions.TrimEntries)
            .FirstOrDefault(part => part.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase))?["Data Source=".Length..];
        return new(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(database is { Length: > 0 } ? database : "portal.db"))!, "keys"));
    }
}
