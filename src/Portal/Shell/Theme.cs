using MudBlazor;

namespace ReleasePortal.Portal.Shell;

/// <summary>The colours and letters of the portal. Every pair of text and ground holds WCAG AA; the browser test
/// checks it with axe.</summary>
public static class Theme
{
    public static readonly MudTheme Portal = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1565c0",
            PrimaryDarken = "#0d56a8",
            PrimaryContrastText = "#ffffff",
            Success = "#1b6b2f",
            SuccessDarken = "#14522a",
            Info = "#00616f",
            InfoDarken = "#004a55",
            Tertiary = "#5a37b8",
            TertiaryDarken = "#452a8f",
            Error = "#b3261e",
            ErrorDarken = "#8c1d18",
            Warning = "#8a4b00",
            WarningDarken = "#6b3a00",
            Background = "#f6f7f9",
            BackgroundGray = "#f3f5f8",
            Surface = "#ffffff",
            DrawerBackground = "#f6f7f9",
            DrawerText = "#4d5664",
            DrawerIcon = "#4d5664",
            AppbarBackground = "#f6f7f9",
            AppbarText = "#14181f",
            TextPrimary = "#14181f",
            TextSecondary = "#4d5664",
            ActionDefault = "#4d5664",
            LinesDefault = "#e2e6ec",
            Divider = "#e2e6ec",
            TableLines = "#e2e6ec",
            LinesInputs = "#c3cad5",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#90caf9",
            PrimaryDarken = "#b3dbfb",
            PrimaryContrastText = "#0b1a2b",
            Success = "#81c784",
            SuccessDarken = "#a5d6a7",
            SuccessContrastText = "#0b1a0d",
            Info = "#6fd3e3",
            InfoDarken = "#9be2ed",
            InfoContrastText = "#04181b",
            Tertiary = "#c0b2fb",
            TertiaryDarken = "#d6ccfd",
            TertiaryContrastText = "#150e2b",
            Error = "#ff9a92",
            ErrorDarken = "#ffb4ab",
            ErrorContrastText = "#2b0b09",
            Warning = "#ffb74d",
            WarningDarken = "#ffcc80",
            WarningContrastText = "#241500",
            Background = "#0d1015",
            BackgroundGray = "#1b2028",
            Surface = "#151920",
            DrawerBackground = "#0d1015",
            DrawerText = "#b0b8c4",
            DrawerIcon = "#b0b8c4",
            AppbarBackground = "#0d1015",
            AppbarText = "#e9ecf1",
            TextPrimary = "#e9ecf1",
            TextSecondary = "#b0b8c4",
            ActionDefault = "#b0b8c4",
            LinesDefault = "#272d37",
            Divider = "#272d37",
            TableLines = "#272d37",
            LinesInputs = "#444d5b",
        },
        Typography = new Typography
        {
            Default = new DefaultTypography
            {
                FontFamily = ["Inter", "system-ui", "sans-serif"],
                FontSize = "14px",
                LineHeight = "21px",
                LetterSpacing = "0"
            },
            H4 = new H4Typography { FontSize = "24px", FontWeight = "600", LineHeight = "32px", LetterSpacing = "-.02em" },
            H6 = new H6Typography { FontSize = "16px", FontWeight = "600", LineHeight = "24px", LetterSpacing = "-.01em" },
            Body1 = new Body1Typography { FontSize = "14px", LineHeight = "21px", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = "13px", LineHeight = "19px", LetterSpacing = "0" },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "550", LetterSpacing = "0" },
            Caption = new CaptionTypography { FontSize = "12px", LineHeight = "17px", LetterSpacing = "0" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "7px", DrawerWidthLeft = "216px", AppbarHeight = "52px" },
    };
}
