"""Where health sentences come from: each source once, with the day it was read and how much of it could be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

READ = dt.date(2026, 11, 30)


class Seen(Enum):
    """How much of a source was read. Nothing may be claimed beyond it."""

    PAGE = "the page"
    ABSTRACT = "the abstract only"
    TABLE = "the summary table"
    COPY = "its words on another page"
    REPORT = "reports of it"
    OWN = "nothing: our own words"


@dataclass(frozen=True)
class Source:
    """A page or paper; without an address where there is none."""

    label: str | Promise
    url: str = ""
    seen: Seen = Seen.PAGE
    read: dt.date = READ


OWN = "own"
"""The source of what is our own advice, or our own number."""

SOURCES: dict[str, Source] = {
    OWN: Source(_("Our own advice, from no source"), seen=Seen.OWN),
    "article": Source(
        _("Sportskeeda, an article on five yoga poses for leg cramps, 5 December 2022"),
        "https://www.sportskeeda.com/health-and-fitness/5-best-yoga-poses-leg-cramps",
        Seen.COPY,
    ),
    # Trials and reviews of stretching
    "hallegraeff_2012": Source(
        _("Hallegraeff and others, Journal of Physiotherapy 2012;58:17 (80 people, six weeks)"),
        "https://doi.org/10.1016/S1836-9553(12)70068-1",
        Seen.ABSTRACT,
    ),
    "cochrane_2012_table": Source(
        _("Cochrane review 2012, its table of the trial’s methods"),
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC6481449/table/table-wrap6",
        Seen.TABLE,
    ),
    "coppin_2005": Source(
        _("Coppin and others, British Journal of General Practice 2005;55:186 (191 people, calf stretches)"),
        "https://pmc.ncbi.nlm.nih.gov/articles/PMC1463088/",
        Seen.ABSTRACT,
    ),
    "hawke_2021": Source(
        _("Hawke and others, Cochrane review 2021 (three trials of stretching, 201 people)"),
        "https://doi.org/10.1002/14651858.CD008496.pub3",
        Seen.ABSTRACT,
    ),
    "hallegraeff_2017": Source(
        _("Hallegraeff and others, BMC Family Practice 2017;18:29 (the seven features)"),
        "https://doi.org/10.1186/s12875-017-0597-x",
    ),
    # Health services
    "nhs_cramps": Source(_("NHS, leg cramps"), "https://www.nhs.uk/conditions/leg-cramps/", Seen.COPY),
    "nidirect_cramps": Source(_("nidirect, leg cramps"), "https://www.nidirect.gov.uk/conditions/leg-cramps"),
    "mayo_cramps": Source(
        _("Mayo Clinic, night leg cramps, 2023"),
        "https://www.mayoclinic.org/symptoms/night-leg-cramps/basics/when-to-see-doctor/sym-20050813",
    ),
    "merck_stretch": Source(
        _("Merck Manual, runner’s stretch"),
        "https://www.merckmanuals.com/home/multimedia/table/runners-stretch",
    ),
    "aaos_cramps": Source(
        _("American Academy of Orthopaedic Surgeons on muscle cramps"),
        "https://orthoinfo.aaos.org/en/diseases--conditions/muscle-cramps/",
        Seen.REPORT,
    ),
    "cks_2012": Source(
        _("NICE Clinical Knowledge Summary on leg cramps, as of 2012"),
        "https://cks.nice.org.uk/topics/leg-cramps/",
        Seen.COPY,
    ),
    "afp_2012": Source(
        _("American Family Physician 2012;86:350, a review"),
        "https://www.aafp.org/pubs/afp/issues/2012/0815/p350.html",
        Seen.ABSTRACT,
    ),
    "stroke_wales": Source(
        _("NHS Wales, signs of stroke"),
        "https://bcuhb.nhs.wales/services/hospital-services/stroke-service/signs-of-stroke-fast",
    ),
    "clot_wales": Source(
        _("NHS 111 Wales, clot in a deep vein"),
        "https://111.wales.nhs.uk/encyclopaedia/d/article/deepveinthrombosis(dvt)",
    ),
    "clot_nhs": Source(
        _("NHS, clot in a deep vein"), "https://www.nhs.uk/conditions/deep-vein-thrombosis-dvt/", Seen.REPORT
    ),
    "cauda_royal_free": Source(
        _("Royal Free London (NHS), cauda equina syndrome"),
        "https://royalfree.nhs.uk/patients-and-visitors/patient-information-leaflets/cauda-equina-syndrome",
    ),
    "sciatica_healthify": Source(_("Healthify (New Zealand), sciatica"), "https://healthify.nz/health-a-z/s/sciatica"),
    "compartment_nhs": Source(
        _("NHS, compartment syndrome"), "https://www.nhs.uk/conditions/compartment-syndrome/", Seen.COPY
    ),
    "cold_leg_nz": Source(
        _("Health New Zealand, a leg suddenly without blood"),
        "https://info.health.nz/conditions-treatments/blood/peripheral-vascular-disease/acute-limb-ischaemia",
    ),
    "foot_pain_devon": Source(
        _("NHS Devon, acute and lasting lack of blood in a leg"),
        "https://northeast.devonformularyguidance.nhs.uk/referral-guidance/northern-locality/vascular/acute-limb-ischaemia",
    ),
    "arteries_wales": Source(
        _("NHS 111 Wales, narrowed leg arteries"),
        "https://111.wales.nhs.uk/peripheralarterialdisease(pad)/?locale=en",
    ),
    "tetanus_nhs": Source(_("NHS, tetanus"), "https://www.nhs.uk/conditions/tetanus/", Seen.COPY),
    "weak_leg_nidirect": Source(
        _("nidirect, weak and thinner muscles"),
        "https://www.nidirect.gov.uk/conditions/motor-neurone-disease",
    ),
    "restless_wales": Source(
        _("NHS 111 Wales, restless legs"),
        "https://111.wales.nhs.uk/encyclopaedia/r/article/restlesslegsyndrome/",
    ),
    "low_pressure_nhs": Source(
        _("NHS, low blood pressure"), "https://www.nhs.uk/conditions/low-blood-pressure-hypotension/", Seen.COPY
    ),
    "dizzy_kent": Source(
        _("Kent Community Health (NHS), dizzy on standing up"), "https://kentcht.nhs.uk/leaflet/postural-hypotension"
    ),
    "numb_skin_bjgp": Source(
        _("British Journal of General Practice 2005;55:222, burns of feet that feel little"),
        "https://bjgp.org/content/55/512/222",
        Seen.ABSTRACT,
    ),
    "heart_failure_matters": Source(
        _("Heart Failure Matters (European cardiologists)"),
        "https://www.heartfailurematters.org/en_GB/Warning-signs/Awakening-short-of-breath-needing-more-pillows",
    ),
    "high_pressure_harvard": Source(
        _("Harvard Health, yoga and high blood pressure"),
        "https://www.health.harvard.edu/heart-health/yoga-and-high-blood-pressure",
    ),
    "pregnancy_doncaster": Source(
        _("Doncaster Council (UK), keeping active in pregnancy"),
        "http://www.doncaster.gov.uk/services/health-wellbeing/keeping-active-during-pregnancy",
    ),
    "pregnancy_nhs": Source(
        _("NHS, exercise in pregnancy"), "https://www.nhs.uk/pregnancy/keeping-well/exercise/", Seen.COPY
    ),
    "pregnancy_sleep": Source(
        _("HealthEd (New Zealand), sleep on your side"),
        "https://healthed.govt.nz/collections/topic-child-health/products/sleep-on-side-when-babys-inside",
    ),
    "pregnancy_cochrane": Source(
        _("Cochrane review 2020, leg cramps in pregnancy"),
        "https://doi.org/10.1002/14651858.CD010655.pub3",
        Seen.ABSTRACT,
    ),
    "hip_leeds": Source(
        _("Leeds Teaching Hospitals (NHS), after a hip replacement"),
        "https://www.leedsth.nhs.uk/patients/resources/total-hip-replacement-a-guide-to-your-rehabilitation/",
    ),
    "knee_bradford": Source(
        _("Bradford Teaching Hospitals (NHS), after a knee replacement"),
        "https://virtualclinics.bradfordhospitals.nhs.uk/joint-school/knee-pathway",
    ),
    "bending_ros": Source(
        _("Royal Osteoporosis Society, bending forward"),
        "https://theros.org.uk/information-and-support/osteoporosis/living-with-osteoporosis/exercise-and-physical-activity-for-osteoporosis/caring-for-your-back/bending-forward-with-osteoporosis/",
    ),
    "sinaki_2013": Source(
        _("Sinaki, Pain Practice 2013;13:68 (three people with thin bones, hurt in yoga bends)"),
        "https://doi.org/10.1111/j.1533-2500.2012.00545.x",
        Seen.ABSTRACT,
    ),
    "sfeir_2018": Source(
        _("Sfeir and others, European Journal of Physical and Rehabilitation Medicine 2018;54:947 (nine people)"),
        "https://doi.org/10.23736/S1973-9087.18.05034-7",
        Seen.ABSTRACT,
    ),
    "jasien_2015": Source(
        _("Jasien and others, PLoS One 2015 (pressure in the eye in four yoga poses)"),
        "https://doi.org/10.1371/journal.pone.0144505",
        Seen.ABSTRACT,
    ),
    # Medicines and supplements
    "garrison_2012": Source(
        _("Garrison and others, Archives of Internal Medicine 2012;172:120 (a link, not a cause)"),
        "https://pubmed.ncbi.nlm.nih.gov/22157068/",
        Seen.ABSTRACT,
    ),
    "garrison_2015": Source(
        _("Garrison and others, Canadian Medical Association Journal 2015;187:248"),
        "https://www.cmaj.ca/content/187/4/248",
    ),
    "statins_2022": Source(
        _("Cholesterol Treatment Trialists, Lancet 2022;400:832 (19 trials, 123,940 people)"),
        "https://doi.org/10.1016/S0140-6736(22)01545-8",
        Seen.ABSTRACT,
    ),
    "statins_nhs": Source(
        _("NHS, side effects of atorvastatin"),
        "https://www.nhs.uk/medicines/atorvastatin/side-effects-of-atorvastatin/",
        Seen.REPORT,
    ),
    "medicines_kingston": Source(
        _("Kingston Hospital (NHS), on tablets for blood pressure"),
        "https://kingstonhospital.nhs.uk/information/postural-hypertension/",
    ),
    "salbutamol_nhs": Source(
        _("NHS, salbutamol inhaler"), "https://www.nhs.uk/medicines/salbutamol-inhaler/", Seen.REPORT
    ),
    "quinine_mhra_2017": Source(
        _("MHRA (UK), quinine and the heart, 2017"),
        "https://www.gov.uk/drug-safety-update/quinine-reminder-of-dose-dependent-qt-prolonging-effects-updated-medicine-interactions",
    ),
    "quinine_mhra_2010": Source(
        _("MHRA (UK), quinine not to be used routinely, 2010"),
        "https://www.gov.uk/drug-safety-update/quinine-not-to-be-used-routinely-for-nocturnal-leg-cramps",
        Seen.REPORT,
    ),
    "quinine_fda": Source(
        _("Food and Drug Administration (US), quinine, 2010"),
        "http://www.fda.gov/Drugs/DrugSafety/PostmarketDrugSafetyInformationforPatientsandProviders/ucm218202.htm",
    ),
    "quinine_cochrane": Source(
        _("Cochrane review 2015, quinine for muscle cramps"),
        "https://doi.org/10.1002/14651858.CD005044.pub3",
        Seen.TABLE,
    ),
    "tonic_patient": Source(_("patient.info, quinine"), "https://patient.info/medicine/quinine", Seen.COPY),
    "magnesium_cochrane": Source(
        _("Cochrane review 2020, magnesium for muscle cramps (11 trials, 735 people)"),
        "https://doi.org/10.1002/14651858.CD009402.pub3",
        Seen.TABLE,
    ),
    "roguin_maor_2017": Source(
        _("Roguin Maor and others, JAMA Internal Medicine 2017;177:617 (94 people)"),
        "https://pubmed.ncbi.nlm.nih.gov/28241153/",
        Seen.ABSTRACT,
    ),
    "magnesium_barna": Source(
        _("Barna and others, Nutrition Journal 2021;20:90 (175 people)"),
        "https://doi.org/10.1186/s12937-021-00747-9",
        Seen.ABSTRACT,
    ),
    "k2_tan": Source(
        _("Tan and others, JAMA Internal Medicine 2024 (199 people)"),
        "https://doi.org/10.1001/jamainternmed.2024.5726",
        Seen.ABSTRACT,
    ),
}
